"""Facts about the desk; the folders mirror the packages."""
