"""Views somebody chose, written out for a projector or to take along."""
