"""Hours of the day and days of the week as an owner writes them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MIDNIGHT = 24 * 60
_WRITTEN = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")


class Window(BaseModel):
    """Written "09:00-17:00"; one that closes before it opens, such as "22:00-06:00", ends on the next day.

    `opens` and `closes` are minutes from the midnight at which its day begins.
    """

    model_config = ConfigDict(frozen=True)

    opens: int
    closes: int

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else _parse(str(value))

    @model_serializer
    def _write(self) -> str:
        closes = self.closes if self.closes <= _MIDNIGHT else self.closes - _MIDNIGHT
        return f"{_clock_face(self.opens)}-{_clock_face(closes)}"

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Its two wall times (naive) on that day."""
        midnight = datetime.combine(day, time())
        return midnight + timedelta(minutes=self.opens), midnight + timedelta(minutes=self.closes)


def _parse(text: str) -> dict[str, int]:
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise ValueError("a window such as 09:00-17:00 or, over midnight, 22:00-06:00")
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
    opens, closes = opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute
    if opens >= _MIDNIGHT or closes > _MIDNIGHT:
        raise ValueError("times from 00:00 to 24:00")
    if opens == closes:
        raise ValueError("a window that does not close when it opens; a whole day is 00:00-24:00")
    return {"opens": opens, "closes": closes if closes > opens else closes + _MIDNIGHT}


def _clock_face(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_days(text: str) -> tuple[str, ...]:
    """The days of "mon", "mon-fri" or "fri-sun". Raises ValueError with what is allowed."""
    first, _, last = (part.strip() for part in text.lower().partition("-"))
    if first not in DAYS or (last and last not in DAYS):
        raise ValueError(f"{', '.join(DAYS)}, or a range such as mon-fri")
    start, stop = DAYS.index(first), DAYS.index(last or first)
    if stop < start:
        raise ValueError("a range that runs forward in a week from mon to sun")
    return DAYS[start : stop + 1]


class Closing(BaseModel):
    """A day on which a calendar is closed, written 2026-12-25, or the part of it "2026-12-24 13:00-24:00"."""

    model_config = ConfigDict(frozen=True)

    day: date
    part: Window | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        day, _, part = str(value).strip().partition(" ")
        return {"day": day, "part": part or None}

    @model_serializer
    def _write(self) -> str:
        return f"{self.day} {self.part.model_dump()}" if self.part else str(self.day)
