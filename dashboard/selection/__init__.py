"""What a reader chose: what narrows, and how an address says it."""
