"""The hours in which a clock runs, and exact arithmetic in them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from bot.sla.opening import NOTHING, Interval, OpenYear, instant, subtract, union
from bot.sla.public_holidays import PublicHolidays
from bot.sla.window import DAYS, Closing, Window, parse_days

LONGEST_SEARCH = 30
"""Years. A deadline further away than this is a mistake in the policy, and no search may run for ever."""

_USUAL_YEAR = 2026  # looked at to see whether a calendar opens at all; any year without closings of its own would do


class NeverDue(ValueError):
    """The calendar does not have so much open time within thirty years."""


class Span(NamedTuple):
    start: datetime
    end: datetime
    is_open: bool


class Calendar(BaseModel):
    """Times are aware; results are in UTC.

    A window belongs to the day on which it opens: a day off closes what opens on it, and a night that began the evening
    before ends as usual.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: ZoneInfo
    hours: Mapping[str, tuple[Window, ...]]
    holidays: PublicHolidays | None = None
    closed: tuple[Closing, ...] = ()

    @field_validator("hours", mode="before")
    @classmethod
    def _per_day(cls, written: Any) -> Any:
        if written == "24x7":
            return dict.fromkeys(DAYS, ("00:00-24:00",))
        if not isinstance(written, Mapping):
            raise ValueError("24x7, or windows per day such as mon-fri: 09:00-17:00")
        return _windows_per_day(written)

    @model_validator(mode="after")
    def _opens_at_all(self) -> "Calendar":
        last_closing = max((closing.day.year for closing in self.closed), default=_USUAL_YEAR)
        if not self._year(max(_USUAL_YEAR, last_closing + 1)).total:
            raise ValueError("a calendar on which some time is open")
        return self

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The first instant at which `amount` of open time has passed since `start`, which may be closing time itself.

        Raises `NeverDue`.
        """
        start = start.astimezone(UTC)
        if amount <= NOTHING:
            return start
        needed = amount + self._year(start.year).counted(start)
        for year in self._years_from(start):
            if needed <= year.total:
                return year.reach(needed)
            needed -= year.total
        raise NeverDue(f"{amount} of open time does not pass within {LONGEST_SEARCH} years")

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """The open time between the two; nothing when `end` is not after `start`."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return NOTHING
        whole = sum((self._year(year).total for year in range(start.year, end.year)), NOTHING)
        return whole + self._year(end.year).counted(end) - self._year(start.year).counted(start)

    def is_open(self, at: datetime) -> bool:
        """At closing time it is closed."""
        at = at.astimezone(UTC)
        return self._year(at.year).is_open(at)

    def next_open(self, at: datetime) -> datetime:
        """`at` itself when open, else the next opening. Raises `NeverDue`."""
        at = at.astimezone(UTC)
        for year in self._years_from(at):
            opening = year.next_open(at)
            if opening is not None:
                return opening
        raise NeverDue(f"not open within {LONGEST_SEARCH} years")

    def spans(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """The whole time between the two, cut into open and closed stretches."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        spans: list[Span] = []
        reached = start
        for opens, closes in self._open_between(start, end):
            if reached < opens:
                spans.append(Span(reached, opens, is_open=False))
            spans.append(Span(opens, closes, is_open=True))
            reached = closes
        if reached < end:
            spans.append(Span(reached, end, is_open=False))
        return tuple(spans)

    def _open_between(self, start: datetime, end: datetime) -> list[Interval]:
        found = (interval for year in range(start.year, end.year + 1) for interval in self._year(year).intervals)
        return union((max(opens, start), min(closes, end)) for opens, closes in found)

    @cached_property
    def text(self) -> str:
        """Its whole definition, for `read_calendar`: a running clock keeps the hours that it was promised on."""
        return self.model_dump_json(exclude_defaults=True)

    @cached_property
    def _days_off(self) -> frozenset[date]:
        return frozenset(closing.day for closing in self.closed if closing.part is None)

    @cached_property
    def _closed_parts(self) -> dict[date, list[Interval]]:
        parts: dict[date, list[Interval]] = {}
        for closing in self.closed:
            if closing.part is not None:
                parts.setdefault(closing.day, []).append(self._instants(closing.part, closing.day))
        return parts

    @cached_property
    def _years(self) -> dict[int, OpenYear]:
        return {}

    def _years_from(self, start: datetime) -> Iterator[OpenYear]:
        return (self._year(year) for year in range(start.year, start.year + LONGEST_SEARCH))

    def _year(self, year: int) -> OpenYear:
        if year not in self._years:
            self._years[year] = self._compile(year)
        return self._years[year]

    def _compile(self, year: int) -> OpenYear:
        borders = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
        first = date(year, 1, 1) - timedelta(days=2)
        days = (first + timedelta(days=count) for count in range(370))
        intervals = (interval for day in days for interval in self._open_on(day))
        return OpenYear(union((max(opens, borders[0]), min(closes, borders[1])) for opens, closes in intervals))

    def _open_on(self, day: date) -> list[Interval]:
        if self._is_day_off(day):
            return []
        open_time = [self._instants(window, day) for window in self.hours.get(DAYS[day.weekday()], ())]
        for closing in self._part_closings(day):
            open_time = [piece for interval in open_time for piece in subtract(interval, closing)]
        return open_time

    def _is_day_off(self, day: date) -> bool:
        if self.holidays and day in self.holidays.in_year(day.year):
            return True
        return day in self._days_off

    def _part_closings(self, day: date) -> Iterable[Interval]:
        """Those of the days around it count too, since windows and closings reach over midnight."""
        around = (day + timedelta(days=offset) for offset in (-1, 0, 1))
        return (closing for near in around for closing in self._closed_parts.get(near, ()))

    def _instants(self, window: Window, day: date) -> Interval:
        opens, closes = window.on(day)
        return instant(opens, self.zone), instant(closes, self.zone)


def _windows_per_day(written: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    hours: dict[str, tuple[Any, ...]] = {}
    for days, windows in written.items():
        for day in parse_days(str(days)):
            if day in hours:
                raise ValueError(f"each day once, and {day} is here twice")
            hours[day] = (windows,) if isinstance(windows, str) else tuple(windows)
    return hours


@lru_cache(maxsize=256)
def read_calendar(text: str) -> Calendar:
    """The same calendar for the same text, so that its years are compiled once."""
    return Calendar.model_validate_json(text)
