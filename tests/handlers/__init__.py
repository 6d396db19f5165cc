"""Slack in: what arrives, and what is done about it."""
