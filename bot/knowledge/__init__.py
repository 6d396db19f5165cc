"""The owner's articles and questions as files: read, checked, and followed while the desk runs."""
