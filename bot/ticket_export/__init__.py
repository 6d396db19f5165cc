"""Tickets of the past, as any helpdesk exports them, read into values that can be audited."""
