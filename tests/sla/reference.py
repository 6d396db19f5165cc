"""Opening hours the slow and obvious way: every minute of a stretch of time is looked at on the wall clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.sla.business_hours import Calendar
from bot.sla.window import DAYS, Window

MINUTE = timedelta(minutes=1)


@cache
def first_showing(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first minute at which a clock on that wall has reached this time."""
    minute = wall.replace(tzinfo=UTC) - timedelta(hours=16)
    while minute.astimezone(zone).replace(tzinfo=None) < wall:
        minute += MINUTE
    return minute


class SlowCalendar:
    """Counts minutes between `start` and `end`, which are whole minutes in UTC."""

    def __init__(self, calendar: Calendar, start: datetime, end: datetime) -> None:
        self.calendar, self.start, self.end = calendar, start, end
        self.open = self._open_minutes()

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return MINUTE * sum(start <= minute < end for minute in self.open)

    def add(self, start: datetime, amount: timedelta) -> datetime | None:
        """None when the stretch ends first."""
        reached, left = start, amount
        while left and reached < self.end:
            left -= MINUTE if reached in self.open else timedelta(0)
            reached += MINUTE
        return None if left else reached

    def next_open(self, at: datetime) -> datetime | None:
        return min((minute for minute in self.open if minute >= at), default=None)

    def _open_minutes(self) -> set[datetime]:
        minutes: set[datetime] = set()
        day = self.start - timedelta(days=3)
        while day < self.end + timedelta(days=3):
            minutes |= set(self._opened_on(day))
            day += timedelta(days=1)
        return minutes.difference(*self._closed())

    def _opened_on(self, day: datetime) -> Iterator[datetime]:
        if any(closing.day == day.date() and closing.part is None for closing in self.calendar.closed):
            return
        for window in self.calendar.hours.get(DAYS[day.weekday()], ()):
            yield from self._minutes(window, day)

    def _closed(self) -> list[set[datetime]]:
        return [
            set(self._minutes(closing.part, datetime.combine(closing.day, datetime.min.time(), UTC)))
            for closing in self.calendar.closed
            if closing.part is not None
        ]

    def _minutes(self, window: Window, day: datetime) -> Iterator[datetime]:
        midnight = day.replace(hour=0, minute=0, tzinfo=None)
        minute = first_showing(midnight + MINUTE * window.opens, self.calendar.zone)
        closes = first_showing(midnight + MINUTE * window.closes, self.calendar.zone)
        while minute < closes:
            yield minute
            minute += MINUTE
