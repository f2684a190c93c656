"""The dashboard: from a findings package to pages and exports."""
