"""Slack out: the directory, the sender."""
