"""Nobody is disturbed at night for a clock that stands still."""

from datetime import datetime

from bot.sla.business_hours import Calendar


def quiet_until(at: datetime, clock_hours: Calendar, lead_hours: Calendar) -> datetime:
    """When a warning that is due at `at` may be sent: once the clock runs or the lead is at work."""
    return min(clock_hours.next_open(at), lead_hours.next_open(at))
