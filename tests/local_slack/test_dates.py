"""Date marks, as the reader's client shows them."""

from datetime import UTC, datetime

import pytest

from local_slack.dates import show

NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
AT = int(NOON.timestamp())


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{date_num} {time_secs}", "2026-03-06 7:00:00 AM"),
        ("{date}", "March 6th, 2026"),
        ("{date_short} at {time}", "Mar 6, 2026 at 7:00 AM"),
        ("{date_long}", "Friday, March 6th, 2026"),
        ("by {time} {date_short_pretty}", "by 7:00 AM today"),
        ("{unheard_of}", "{unheard_of}"),
    ],
)
def test_each_token_is_filled_in(pattern: str, shown: str) -> None:
    assert show(AT, pattern, "America/New_York", NOON) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "now"), (-60, "1 minute ago"), (-7200, "2 hours ago"), (86400, "in 1 day")],
)
def test_ago_counts_in_the_largest_unit(seconds: int, shown: str) -> None:
    assert show(AT + seconds, "{ago}", "America/New_York", NOON) == shown


def test_the_day_is_that_of_the_reader() -> None:
    assert show(AT + 9 * 3600, "{date_pretty}", "Asia/Kolkata", NOON) == "tomorrow"


@pytest.mark.parametrize(("day", "ordinal"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th")])
def test_days_are_counted_as_people_do(day: int, ordinal: str) -> None:
    at = int(NOON.replace(day=day).timestamp())
    assert show(at, "{date}", "America/New_York", NOON) == f"March {ordinal}, 2026"
