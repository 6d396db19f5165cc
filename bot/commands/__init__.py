"""The commands of `frontdesk`, one file each, and what they share."""
