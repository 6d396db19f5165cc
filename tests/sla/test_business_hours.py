from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from bot.sla.business_hours import Calendar, NeverDue, Span, read_calendar
from bot.sla.opening import instant
from bot.sla.window import Closing, Window
from tests.sla.moments import NEW_YORK, calendar, hours, minutes, ny


def test_a_deadline_at_closing_time_stays_there():
    assert calendar().add(ny("mon 13:00"), hours(4)) == ny("mon 17:00")


def test_nothing_is_rounded():
    start = ny("mon 10:00:00.000007")
    assert calendar().add(start, hours(8)) == ny("tue 10:00:00.000007")


def test_no_time_at_all_is_due_at_once_even_when_closed():
    assert calendar().add(ny("sat 10:00"), hours(0)) == ny("sat 10:00")


def test_time_does_not_run_backwards():
    assert calendar().elapsed(ny("tue 10:00"), ny("mon 10:00")) == hours(0)


def test_lunch_does_not_count():
    with_lunch = calendar(hours={"mon-fri": ["09:00-12:00", "13:00-17:00"]})
    assert with_lunch.elapsed(ny("mon 11:00"), ny("mon 14:00")) == hours(2)


def test_windows_that_overlap_count_once():
    overlapping = calendar(hours={"mon": ["09:00-13:00", "12:00-17:00"]})
    assert overlapping.elapsed(ny("mon 00:00"), ny("tue 00:00")) == hours(8)


def test_a_calendar_that_never_closes_counts_every_hour():
    assert calendar(hours="24x7").elapsed(ny("mon 00:00"), ny("+mon 00:00")) == hours(7 * 24)


def test_it_is_open_at_opening_time_and_closed_at_closing_time():
    assert calendar().is_open(ny("mon 09:00"))
    assert not calendar().is_open(ny("mon 17:00"))


def test_it_is_closed_before_the_first_opening_of_the_year():
    assert not calendar().is_open(datetime(2026, 1, 1, 1, tzinfo=UTC))


def test_the_next_opening_is_now_while_it_is_open():
    assert calendar().next_open(ny("mon 10:30")) == ny("mon 10:30")


def test_the_next_opening_may_be_next_week():
    assert calendar().next_open(ny("fri 17:00")) == ny("+mon 09:00")


def test_the_next_opening_may_be_next_year():
    assert calendar().next_open(ny("2027-12-31 18:00")) == ny("2028-01-03 09:00")


def test_deadlines_cross_the_end_of_the_year():
    assert calendar().add(ny("2026-12-31 16:00"), hours(4)) == ny("2027-01-01 12:00")


def test_time_is_counted_over_several_years():
    always = calendar(hours="24x7")
    assert always.elapsed(ny("2026-06-01 00:00"), ny("2029-06-01 00:00")) == hours((3 * 365 + 1) * 24)


def test_a_day_off_is_closed():
    assert calendar(closed=["2026-06-02"]).add(ny("mon 16:00"), hours(2)) == ny("wed 10:00")


def test_part_of_a_day_off_is_closed():
    half_day = calendar(closed=["2026-06-02 13:00-24:00"])
    assert half_day.elapsed(ny("tue 00:00"), ny("wed 00:00")) == hours(4)


def test_a_closing_can_lie_in_the_middle_of_a_window():
    meeting = calendar(closed=["2026-06-02 11:00-12:00"])
    assert meeting.elapsed(ny("tue 10:00"), ny("tue 13:00")) == hours(2)


def test_a_day_off_leaves_the_night_that_began_before_it():
    nights = calendar(hours={"mon-sun": "22:00-06:00"}, closed=["2026-06-02"])
    assert nights.elapsed(ny("mon 12:00"), ny("wed 12:00")) == hours(8)


def test_part_of_a_day_off_cuts_the_night_that_began_before_it():
    nights = calendar(hours={"mon-sun": "22:00-06:00"}, closed=["2026-06-02 00:00-04:00"])
    assert nights.elapsed(ny("mon 12:00"), ny("tue 12:00")) == hours(4)


def test_a_subdivision_has_holidays_of_its_own():
    bavaria = calendar(zone="Europe/Berlin", holidays={"country": "DE", "subdivision": "BY"})
    berlin = calendar(zone="Europe/Berlin", holidays={"country": "DE", "subdivision": "BE"})
    epiphany = datetime(2026, 1, 6, 12, tzinfo=UTC)
    assert berlin.is_open(epiphany)
    assert not bavaria.is_open(epiphany)


def test_a_window_that_opens_in_the_hour_that_is_skipped_opens_when_the_clocks_jump():
    early = calendar(hours={"sun": "02:30-09:00"})
    assert early.next_open(ny("2026-03-08 00:00")) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert early.elapsed(ny("2026-03-08 00:00"), ny("2026-03-08 12:00")) == hours(6)


def test_a_time_that_comes_twice_means_the_first_time():
    assert instant(datetime.fromisoformat("2026-11-01T01:30"), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_spans_name_what_is_open_and_what_is_closed():
    assert calendar().spans(ny("mon 16:00"), ny("tue 10:00")) == (
        Span(ny("mon 16:00"), ny("mon 17:00"), is_open=True),
        Span(ny("mon 17:00"), ny("tue 09:00"), is_open=False),
        Span(ny("tue 09:00"), ny("tue 10:00"), is_open=True),
    )


def test_the_new_year_cuts_no_span():
    start, end = ny("2026-12-31 12:00"), ny("2027-01-01 12:00")
    assert calendar(hours="24x7").spans(start, end) == (Span(start, end, is_open=True),)


def test_no_search_runs_for_ever():
    once_a_week = calendar(hours={"sun": "09:00-09:01"})
    with pytest.raises(NeverDue):
        once_a_week.add(ny("mon 09:00"), hours(40))


def test_no_search_for_an_opening_runs_for_ever():
    mondays = [ny("mon 00:00").date() + timedelta(weeks=week) for week in range(53 * 31)]
    with pytest.raises(NeverDue):
        calendar(hours={"mon": "09:00-17:00"}, closed=mondays).next_open(ny("mon 10:00"))


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"hours": {}}, "some time is open"),
        ({"hours": {"mon": []}}, "some time is open"),
        ({"hours": "always"}, "24x7, or windows per day"),
        ({"hours": {"monday": "09:00-17:00"}}, "or a range such as mon-fri"),
        ({"hours": {"fri-mon": "09:00-17:00"}}, "runs forward"),
        ({"hours": {"mon-fri": "09:00-17:00", "wed": "09:00-12:00"}}, "wed is here twice"),
        ({"hours": {"mon": "9 to 5"}}, "a window such as 09:00-17:00"),
        ({"hours": {"mon": "09:00-24:30"}}, "times from 00:00 to 24:00"),
        ({"hours": {"mon": "09:00-09:00"}}, "does not close when it opens"),
        ({"zone": "America/Gotham"}, "zone"),
        ({"holidays": {"country": "Atlantis"}}, "a country such as US"),
        ({"holidays": {"country": "US", "subdivision": "ZZ"}}, "a country such as US"),
        ({"closed": ["Christmas"]}, "date"),
        ({"colour": "blue"}, "Extra inputs"),
    ],
)
def test_a_calendar_that_cannot_be_kept_is_refused(changes: dict[str, Any], allowed: str):
    with pytest.raises(ValidationError, match=allowed):
        calendar(**changes)


def test_a_calendar_is_the_same_when_it_is_read_back():
    written = calendar(
        hours={"mon-thu": ["09:00-12:00", "13:00-17:00"], "fri": "22:00-06:00"},
        holidays={"country": "US", "subdivision": "NY"},
        closed=["2026-12-24 13:00-24:00", "2026-12-31"],
    )
    written.add(ny("mon 10:00"), minutes(1))  # what it has worked out is no part of it
    assert read_calendar(written.text) == written


def test_a_calendar_can_be_made_of_parts_that_are_read_already():
    half_day = Closing(day=date(2026, 12, 31), part=Window(opens=13 * 60, closes=24 * 60))
    read = calendar(closed=["2026-12-31 13:00-24:00"])
    assert Calendar(zone=read.zone, hours=read.hours, closed=(half_day,)) == read
