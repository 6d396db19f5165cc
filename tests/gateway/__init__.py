"""Slack out: what the desk says, and what it knows of the workspace."""
