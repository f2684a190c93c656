"""The parts of a REFI-QDA project: its XML, codes, sources, passages, persons."""
