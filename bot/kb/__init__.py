"""Articles, shelves and search."""
