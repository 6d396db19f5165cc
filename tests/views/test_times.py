"""Times as people say them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.views.times import day, span, spoken, stamp, when
from tests.builders import BERLIN, NOON


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOON + timedelta(hours=3), "16:00 today"),
        (NOON + timedelta(hours=11), "00:00 tomorrow"),
        (NOON - timedelta(days=1), "13:00 yesterday"),
        (NOON + timedelta(days=2), "13:00 on Friday"),
        (NOON + timedelta(days=6), "13:00 on Tuesday"),
        (NOON + timedelta(days=7), "13:00 on 11 March"),
        (NOON - timedelta(days=2), "13:00 on 2 March"),
        (NOON + timedelta(days=400), "14:00 on 8 April 2027"),
    ],
)
def test_a_moment_is_said_as_people_say_it(at: datetime, words: str) -> None:
    assert spoken(at, BERLIN, NOON) == words


def test_today_is_the_readers_today() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert spoken(late, BERLIN, NOON) == "00:30 tomorrow"
    assert spoken(late, UTC, NOON) == "23:30 today"


def test_slack_shows_a_near_moment_in_each_readers_zone() -> None:
    assert when(NOON, BERLIN, NOON) == "<!date^1772625600^{time} {date_short_pretty}|13:00 today>"


def test_slack_shows_the_date_of_a_far_moment() -> None:
    later = NOON + timedelta(days=3)
    assert when(later, BERLIN, NOON) == "<!date^1772884800^{time} on {date_long}|13:00 on Saturday>"


def test_a_day_is_said_without_its_time() -> None:
    assert [day(NOON + timedelta(days=days), BERLIN, NOON) for days in (0, 2, 7)] == ["today", "Friday", "11 March"]


def test_a_stamp_tells_the_zone_where_slack_can_not() -> None:
    assert stamp(NOON) == "<!date^1772625600^{date_short_pretty} {time}|2026-03-04 12:00 UTC>"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "less than a minute"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (150, "2 hours 30 minutes"),
        (47 * 60, "47 hours"),
        (50 * 60, "2 days"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(minutes: float, words: str) -> None:
    assert span(timedelta(minutes=minutes)) == words
