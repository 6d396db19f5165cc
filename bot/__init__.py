"""Frontdesk: a support desk that lives in Slack."""
