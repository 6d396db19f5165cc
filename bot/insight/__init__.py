"""What the history tells: explanations and measures."""
