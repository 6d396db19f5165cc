"""The store: what is written together, what is durable, and what is asked of it."""
