"""Whole stories of people, through the local Slack and the real Bolt app."""
