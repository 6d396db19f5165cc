"""A day as people and lists write it."""

from datetime import date

import pytest

from bot.segments.day import day_of


@pytest.mark.parametrize("value", ["2026-12-31", " 2026-12-31 ", "2026-12-31T23:59", "2026-12-31T09:00:00Z"])
def test_a_date_and_a_moment_are_a_day(value: str) -> None:
    assert day_of(value) == date(2026, 12, 31)


@pytest.mark.parametrize("value", ["", "last spring", "31.12.2026", "2026-12-31garbage", "2026-02-30"])
def test_what_is_neither_is_no_day(value: str) -> None:
    assert day_of(value) is None
