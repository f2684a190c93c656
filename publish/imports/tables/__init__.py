"""What a table holds: sheets of every kind, columns by their words, rows as codings."""
