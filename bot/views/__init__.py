"""Values in, Block Kit out. Each file owns its ids, its limits and its parser."""
