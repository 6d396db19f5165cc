"""Clocks, calendars, targets and warnings."""
