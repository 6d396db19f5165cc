"""Pages of other systems, made into drafts of articles."""
