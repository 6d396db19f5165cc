"""Times as people say them."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

Says = Callable[[datetime, tzinfo, datetime], str]
"""How a moment is said: `when` in a message, `spoken` in plain text."""

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_WEEK = range(2, 7)


def when(at: datetime, zone: tzinfo, now: datetime) -> str:
    """The moment as Slack shows it to each reader in their own zone; where Slack can not, in words for `zone`."""
    pattern = "{time} {date_short_pretty}" if _days_until(at, zone, now) in _NEAR else "{time} on {date_long}"
    return f"<!date^{int(at.timestamp())}^{pattern}|{spoken(at, zone, now)}>"


def spoken(at: datetime, zone: tzinfo, now: datetime) -> str:
    """The moment in plain words: "15:40 today", "09:05 on Monday", "12:00 on 3 March"."""
    local, days = at.astimezone(zone), _days_until(at, zone, now)
    if days in _NEAR:
        return f"{local:%H:%M} {_NEAR[days]}"
    if days in _WEEK:
        return f"{local:%H:%M} on {local:%A}"
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    return f"{local:%H:%M} on {local.day} {local:%B}{year}"


def stamp(at: datetime) -> str:
    """The moment for a history, where no reader's zone is known."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"


def day(at: datetime, zone: tzinfo, now: datetime) -> str:
    """The day alone: "today", "Monday", "3 March"."""
    return spoken(at, zone, now).partition(" ")[2].removeprefix("on ")


def span(length: timedelta) -> str:
    """A length of time: "12 minutes", "1 hour 30 minutes", "3 days"."""
    minutes = int(length.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes >= 48 * 60:
        return _count(minutes // (24 * 60), "day")
    hours, minutes = divmod(minutes, 60)
    return " ".join(_count(number, unit) for number, unit in ((hours, "hour"), (minutes, "minute")) if number)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _days_until(at: datetime, zone: tzinfo, now: datetime) -> int:
    return (at.astimezone(zone).date() - now.astimezone(zone).date()).days
