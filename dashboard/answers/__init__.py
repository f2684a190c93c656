"""From a question to findings and quotes."""
