"""From what a coding tool exported to a coded study: readers of each format, the mapping, the study."""
