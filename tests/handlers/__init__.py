"""Slack in: what the front door takes, and from whom."""
