"""The life of a ticket, and how the nouns are kept."""
