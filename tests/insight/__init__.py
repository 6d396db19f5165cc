"""What is told of the desk's work."""
