"""One way of writing is found for all dates of a column."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.ticket_export.moments import in_words, reader_of, same_day, ways_of

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 9, 14, 12, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09-14 12:30",
        "2026-09-14T12:30:00+02:00",
        "2026-09-14 10:30:00 UTC",
        "14.09.2026 12:30",
        "14/Sep/26 12:30 PM",
        "09/14/2026 12:30 PM",
        "14/09/2026 12:30:00",
        "14 Sep 2026 12:30",
        "Sep 14, 2026 12:30 PM",
    ],
)
def test_dates_of_many_helpdesks_are_read(cell: str) -> None:
    (way,) = ways_of([cell])
    assert reader_of(way, BERLIN)(cell) == NOON


def test_what_names_its_zone_keeps_it() -> None:
    assert reader_of("ISO 8601", BERLIN)("2026-09-14T10:30:00Z") == datetime(2026, 9, 14, 10, 30, tzinfo=UTC)


def test_one_day_beyond_the_twelfth_settles_the_column() -> None:
    assert ways_of(["03/04/2026", "05/06/2026", "13/04/2026"]) == ("%d/%m/%Y",)


def test_days_that_may_be_months_leave_two_ways() -> None:
    ways = ways_of(["03/04/2026", "05/06/2026"])
    assert {in_words(way) for way in ways} == {"day/month/year", "month/day/year"}


def test_two_ways_that_mean_the_same_days_are_no_question() -> None:
    cells = ["04/04/2026", "05/05/2026"]
    assert same_day(ways_of(cells), cells)


def test_a_few_cells_that_are_no_dates_do_not_hide_the_way_of_the_others() -> None:
    assert ways_of([*["2026-09-14"] * 9, "soon"]) == ("ISO 8601",)


def test_a_column_of_words_has_no_way() -> None:
    assert ways_of(["open", "closed"]) == ()


def test_a_cell_that_is_written_otherwise_is_no_moment() -> None:
    assert reader_of("%d/%m/%Y", BERLIN)("2026-09-14") is None
