"""Values become files: nothing here computes a figure."""
