"""What a page says, once; whoever shows it only writes it down."""
