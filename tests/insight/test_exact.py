"""Moments and lengths to the second."""

from datetime import timedelta

import pytest

from bot.insight.exact import length, moment, stretch
from tests.builders import BERLIN, NOON


def test_a_full_minute_has_no_seconds() -> None:
    assert moment(NOON, BERLIN) == "Wed 4 Mar 13:00"


def test_seconds_are_not_rounded_away() -> None:
    assert moment(NOON - timedelta(minutes=2, seconds=30), BERLIN) == "Wed 4 Mar 12:57:30"


def test_a_stretch_of_one_day_names_it_once() -> None:
    assert stretch(NOON, NOON + timedelta(hours=1), BERLIN) == "Wed 4 Mar 13:00–14:00"


def test_a_stretch_over_midnight_names_both_days() -> None:
    assert stretch(NOON, NOON + timedelta(hours=11), BERLIN) == "Wed 4 Mar 13:00 – Thu 5 Mar 00:00"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=7, seconds=30), "7 min 30 s"),
        (timedelta(hours=26), "26 h"),
        (timedelta(hours=1, minutes=30), "1 h 30 min"),
        (-timedelta(minutes=5), "5 min"),
    ],
)
def test_a_length_is_exact(duration: timedelta, words: str) -> None:
    assert length(duration) == words
