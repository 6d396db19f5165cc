"""When a calendar is open in one year, as instants in UTC that a deadline is found in by bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]

NOTHING = timedelta(0)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in the zone first show `wall` (naive) or, when they skip it, something later.

    A wall time that happens twice means the first time, so that windows which touch on the wall touch in UTC.
    """
    early, late = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == wall:
        return early
    return _jump(early, late, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second between the two at which the clocks of the zone are put forward."""
    offset_after = after.astimezone(zone).utcoffset()
    seconds = range(int((after - before).total_seconds()))
    return before + timedelta(
        seconds=bisect_left(
            seconds,
            True,
            key=lambda second: (before + timedelta(seconds=second)).astimezone(zone).utcoffset() == offset_after,
        )
    )


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time, sorted, with overlaps and seams removed."""
    merged: list[Interval] = []
    for opens, closes in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def subtract(interval: Interval, closed: Interval) -> list[Interval]:
    """What is left of the interval outside `closed`."""
    opens, closes = interval
    pieces = [(opens, min(closes, closed[0])), (max(opens, closed[1]), closes)]
    return [piece for piece in pieces if piece[0] < piece[1]]


class OpenYear:
    """The open intervals of one year, cut at its UTC borders."""

    def __init__(self, intervals: list[Interval]) -> None:
        self._opens = [opens for opens, _ in intervals]
        self._closes = [closes for _, closes in intervals]
        self._through = list(accumulate((closes - opens for opens, closes in intervals), initial=NOTHING))[1:]
        self.intervals = intervals
        self.total = self._through[-1] if intervals else NOTHING

    def counted(self, at: datetime) -> timedelta:
        """The open time of this year up to `at`."""
        index = bisect_right(self._opens, at) - 1
        if index < 0:
            return NOTHING
        return self._through[index] - max(NOTHING, self._closes[index] - at)

    def reach(self, amount: timedelta) -> datetime:
        """When `amount` (more than nothing, at most the total) of this year's open time has passed."""
        index = bisect_left(self._through, amount)
        return self._closes[index] - (self._through[index] - amount)

    def is_open(self, at: datetime) -> bool:
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._closes[index]

    def next_open(self, at: datetime) -> datetime | None:
        """`at` itself when open, else the next opening of this year, if any."""
        index = bisect_right(self._closes, at)
        return max(at, self._opens[index]) if index < len(self._opens) else None
