from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.sla.duration import Duration, PositiveDuration, format_duration, parse_duration
from tests.sla.moments import hours, minutes


@pytest.mark.parametrize(
    ("written", "meant"),
    [("15m", minutes(15)), ("4h", hours(4)), ("1h30m", minutes(90)), ("1h 30m", minutes(90)), (" 0M ", minutes(0))],
)
def test_hours_and_minutes_are_read(written: str, meant: timedelta):
    assert parse_duration(written) == meant


@pytest.mark.parametrize("written", ["", "15", "h", "-15m", "1.5h", "15m4h", "15 minutes", "now"])
def test_anything_else_is_refused(written: str):
    with pytest.raises(ValueError, match="hours and minutes"):
        parse_duration(written)


@pytest.mark.parametrize("written", ["2d", "1 day", "3 days", "1w", "1d4h"])
def test_days_are_refused_in_favour_of_hours(written: str):
    with pytest.raises(ValueError, match="a day has no fixed length"):
        parse_duration(written)


@given(st.integers(0, 60 * 9999).map(minutes))
def test_what_is_written_is_read_back(duration: timedelta):
    assert parse_duration(format_duration(duration)) == duration


def test_a_number_needs_its_unit():
    with pytest.raises(ValidationError, match="with their unit"):
        TypeAdapter(Duration).validate_python(15)


def test_a_policy_writes_a_duration_as_its_owner_does():
    assert TypeAdapter(Duration).dump_python(minutes(90), mode="json") == "1h30m"


def test_a_duration_that_is_one_already_stays():
    assert TypeAdapter(Duration).validate_python(hours(2)) == hours(2)


def test_some_durations_may_not_be_nothing():
    with pytest.raises(ValidationError, match="greater than"):
        TypeAdapter(PositiveDuration).validate_python("0m")
