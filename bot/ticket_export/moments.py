"""Points in time in the cells of an export. One way of writing is found for a whole column, never cell by cell.

A library that guesses for each cell would read 03/04 as March and 13/04 as April of the same column.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo

ISO = "ISO 8601"
_DATES = (
    *("%d/%b/%y", "%d/%b/%Y", "%d-%b-%Y", "%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y"),
    *("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y"),
)
_SPOKEN_DATES = ("%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y")
_TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "")
WAYS = (ISO, *(f"{date} {time}".strip() for date in (*_DATES, *_SPOKEN_DATES) for time in _TIMES))
"""Every way of writing that can be read, as `strptime` knows them."""

_TRIED_ON = 300  # filled cells from which the way of writing is told
_ENOUGH = 0.8  # of them have to be read by it; the others are told as what they are

_SHOWN = {"%d": "day", "%m": "month", "%b": "month", "%B": "month", "%y": "year", "%Y": "year"}


def ways_of(cells: Iterable[str]) -> tuple[str, ...]:
    """The ways of writing that read the most of these cells: none for a column without dates, two when unclear."""
    tried = [cell for cell in cells if cell][:_TRIED_ON]
    read = {way: sum(_reads(cell, way) for cell in tried) for way in WAYS}
    best = max(read.values(), default=0)
    if not tried or best < _ENOUGH * len(tried):
        return ()
    return tuple(way for way, count in read.items() if count == best)


def reader_of(way: str, zone: tzinfo) -> Callable[[str], datetime | None]:
    """Reads a cell; what names no zone of its own is meant in `zone`. None when the cell is written otherwise."""

    def read(cell: str) -> datetime | None:
        try:
            moment = _parsed(cell, way)
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    return read


def in_words(way: str) -> str:
    """ "%d/%m/%Y %H:%M" is "day/month/year"."""
    text = way
    for mark, word in _SHOWN.items():
        text = text.replace(mark, word)
    return text.partition(" %")[0]


def same_day(ways: Sequence[str], cells: Iterable[str]) -> bool:
    """Whether it makes no difference which of the ways is chosen."""
    return all(len({_day(cell, way) for way in ways}) == 1 for cell in cells if cell)


def _day(cell: str, way: str) -> object:
    try:
        return _parsed(cell, way).date()
    except ValueError:
        return None


def _reads(cell: str, way: str) -> bool:
    try:
        _parsed(cell, way)
    except ValueError:
        return False
    return True


def _parsed(cell: str, way: str) -> datetime:
    text = cell.removesuffix(" UTC") + "+00:00" if cell.endswith(" UTC") else cell
    return datetime.fromisoformat(text) if way == ISO else datetime.strptime(text, way)  # noqa: DTZ007 the caller knows the zone
