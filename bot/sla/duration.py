"""Lengths of time as an owner writes them: 15m, 4h, 1h30m."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

_WRITTEN = re.compile(r"(?:(?P<hours>\d{1,5})h)?\s*(?:(?P<minutes>\d{1,6})m)?")
_DAYS = re.compile(r"\d\s*[dw]")


def parse_duration(text: str) -> timedelta:
    """Reads hours and minutes. Raises ValueError with a sentence, for days too: a working day has no fixed length."""
    written = text.strip().lower()
    if _DAYS.search(written):
        raise ValueError("hours, such as 8h or 24h: a day has no fixed length on a business calendar")
    found = _WRITTEN.fullmatch(written)
    if not written or not found:
        raise ValueError("hours and minutes, such as 15m, 4h or 1h30m")
    return timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))


def format_duration(duration: timedelta) -> str:
    """The text that `parse_duration` reads back; seconds are dropped."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    if not hours:
        return f"{minutes}m"
    return f"{hours}h{minutes}m" if minutes else f"{hours}h"


def _read(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str):
        raise ValueError("hours and minutes with their unit, such as 15m, 4h or 1h30m")
    return parse_duration(value)


Duration = Annotated[timedelta, BeforeValidator(_read), PlainSerializer(format_duration, return_type=str)]
"""A timedelta in a policy; "0m" means at once."""

PositiveDuration = Annotated[Duration, Field(gt=timedelta(0))]
