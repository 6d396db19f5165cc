"""A day as people and lists write it."""

from datetime import date, datetime


def day_of(value: str) -> date | None:
    """Of a date or a moment such as 2026-12-31 or 2026-12-31T09:00Z; None for what is neither."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return None
