"""Lengths of time in the cells of an export: a number in some unit, or hours and minutes with a colon."""

import re
from enum import StrEnum


class Unit(StrEnum):
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"


_SECONDS = {Unit.SECONDS: 1.0, Unit.MINUTES: 60.0, Unit.HOURS: 3600.0}
_IN_HEAD = (
    (Unit.SECONDS, r"\bsec(onds?|s)?\b"),
    (Unit.MINUTES, r"\bmin(utes?|s)?\b"),
    (Unit.HOURS, r"\b(hours?|hrs?)\b"),
)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")
_WORDS = re.compile(r"(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?", re.IGNORECASE)


def unit_in(head: str) -> Unit | None:
    """The unit that the head of a column names: "First response time (in hrs)"."""
    return next((unit for unit, words in _IN_HEAD if re.search(words, head, re.IGNORECASE)), None)


def hours_of(cell: str, unit: Unit) -> float | None:
    """ "90", "1,5", "01:30:00" or "1h 30m", in hours. None when it is none of that, or negative."""
    if clock := _CLOCK.fullmatch(cell):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours + minutes / 60 + seconds / 3600
    if (words := _WORDS.fullmatch(cell)) and any(words.groups()):
        days, hours, minutes = (int(part or 0) for part in words.groups())
        return days * 24 + hours + minutes / 60
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return None
    return number * _SECONDS[unit] / 3600 if 0 <= number < 1e9 else None
