"""Bisection over compiled intervals agrees with looking at every minute, above all where clocks are changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.sla.business_hours import Calendar
from bot.sla.clock_state import SpanKind, Stretch
from bot.sla.window import DAYS
from tests.sla.reference import MINUTE, SlowCalendar

CHANGES = (
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/Havana", "2026-03-08"),  # midnight is skipped
    ("America/Havana", "2026-11-01"),  # midnight comes twice
    ("Australia/Lord_Howe", "2026-04-05"),  # half an hour
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Pacific/Apia", "2011-12-30"),  # the whole day is skipped
    ("Asia/Kolkata", "2026-12-31"),  # no change, but the year's end
)
WIDTH = timedelta(days=4)

clock_faces = st.integers(0, 24 * 4 - 1).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
windows = st.tuples(clock_faces, clock_faces).filter(lambda pair: pair[0] != pair[1]).map("-".join)
weeks = st.dictionaries(st.sampled_from(DAYS), st.lists(windows, min_size=1, max_size=2), min_size=3)


@st.composite
def openings(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """A calendar, and a day on which its clocks are changed."""
    zone, changed = draw(st.sampled_from(CHANGES))
    day = datetime.fromisoformat(changed).replace(tzinfo=UTC)
    dates = st.integers(-2, 2).map(lambda offset: str((day + timedelta(days=offset)).date()))
    closings = st.one_of(dates, st.tuples(dates, windows).map(" ".join))
    written: dict[str, Any] = {"zone": zone, "hours": draw(weeks), "closed": draw(st.lists(closings, max_size=2))}
    return Calendar.model_validate(written), day


def minutes_around(day: datetime) -> st.SearchStrategy[datetime]:
    width = int(WIDTH / MINUTE)
    return st.integers(-width, width).map(lambda offset: day + offset * MINUTE)


slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(st.data())
def test_elapsed_time_is_the_number_of_open_minutes(data: st.DataObject):
    calendar, day = data.draw(openings())
    start, end = sorted(data.draw(st.tuples(minutes_around(day), minutes_around(day))))
    assert calendar.elapsed(start, end) == SlowCalendar(calendar, start, end).elapsed(start, end)


@slow
@given(st.data())
def test_a_deadline_is_where_the_minutes_have_been_counted(data: st.DataObject):
    calendar, day = data.draw(openings())
    start = data.draw(minutes_around(day))
    amount = data.draw(st.integers(0, 2000)) * MINUTE
    expected = SlowCalendar(calendar, start, start + WIDTH).add(start, amount)
    assume(expected is not None)
    assert calendar.add(start, amount) == expected


@slow
@given(st.data())
def test_the_next_opening_is_the_next_open_minute(data: st.DataObject):
    calendar, day = data.draw(openings())
    at = data.draw(minutes_around(day))
    expected = SlowCalendar(calendar, at, at + WIDTH).next_open(at)
    assume(expected is not None)
    assert calendar.next_open(at) == expected
    assert calendar.is_open(at) == (expected == at)


@slow
@given(st.data())
def test_spans_cover_the_time_and_their_open_part_is_what_counts(data: st.DataObject):
    calendar, day = data.draw(openings())
    start, end = sorted(data.draw(st.tuples(minutes_around(day), minutes_around(day))))
    spans = Stretch(start, end, True, calendar).spans()
    counted = (span.end - span.start for span in spans if span.kind is SpanKind.COUNTED)
    assert sum(counted, timedelta()) == calendar.elapsed(start, end)
    assert sum((span.end - span.start for span in spans), timedelta()) == end - start


instants = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda since: datetime(2025, 1, 1, tzinfo=UTC) + since)
amounts = st.timedeltas(timedelta(0), timedelta(hours=400))


@given(openings(), instants, amounts)
def test_what_was_added_has_elapsed_to_the_microsecond(
    opening: tuple[Calendar, datetime], start: datetime, amount: timedelta
):
    calendar, _ = opening
    assert calendar.elapsed(start, calendar.add(start, amount)) == amount


@given(openings(), instants, amounts, amounts)
def test_adding_twice_is_adding_the_sum(
    opening: tuple[Calendar, datetime], start: datetime, first: timedelta, second: timedelta
):
    calendar, _ = opening
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)
