"""Slack in: what a person did, read from the payload and handed to the desk."""
