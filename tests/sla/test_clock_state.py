"""What became of a clock's time, and laws that hold whatever happens to it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.sla import transition
from bot.sla.clock_state import ClockSpan, SpanKind
from bot.sla.fold import fold
from tests.sla.moments import ClockStory, hours, make_goal, minutes, ny


def resolution(at: str, target: timedelta = timedelta(hours=4)) -> ClockStory:
    return ClockStory(make_goal(target), at)


def test_every_minute_is_counted_paused_or_closed():
    story = resolution("mon 16:00").paused("tue 10:00").resumed("tue 12:00")
    assert story.state.spans(ny("tue 13:00")) == [
        ClockSpan(SpanKind.COUNTED, ny("mon 16:00"), ny("mon 17:00")),
        ClockSpan(SpanKind.CLOSED, ny("mon 17:00"), ny("tue 09:00")),
        ClockSpan(SpanKind.COUNTED, ny("tue 09:00"), ny("tue 10:00")),
        ClockSpan(SpanKind.PAUSED, ny("tue 10:00"), ny("tue 12:00")),
        ClockSpan(SpanKind.COUNTED, ny("tue 12:00"), ny("tue 13:00")),
    ]


def test_the_explanation_ends_with_the_answer():
    spans = resolution("mon 10:00").fulfilled("mon 12:00").state.spans(ny("fri 12:00"))
    assert spans == [ClockSpan(SpanKind.COUNTED, ny("mon 10:00"), ny("mon 12:00"))]


pauses = st.lists(st.integers(1, 60 * 24), max_size=8).map(lambda gaps: [minutes(gap) for gap in gaps])


def told(gaps: list[timedelta]) -> ClockStory:
    """A clock that is paused and resumed in turn, after each of the gaps."""
    story, at = resolution("mon 10:00", hours(200)), ny("mon 10:00")
    for number, gap in enumerate(gaps):
        at += gap
        story.then(transition.resume, at) if number % 2 else story.then(transition.pause, at, "waiting_on_requester")
    return story


@given(pauses)
def test_counted_spans_add_up_to_what_has_elapsed(gaps: list[timedelta]):
    state, now = told(gaps).state, ny("2026-07-01 12:00")
    counted = (span.end - span.start for span in state.spans(now) if span.kind is SpanKind.COUNTED)
    assert sum(counted, timedelta()) == state.elapsed(now)


@given(pauses)
def test_a_running_clock_is_due_when_its_target_has_elapsed(gaps: list[timedelta]):
    state = told(gaps[: len(gaps) // 2 * 2]).state
    assert state.due_at is not None
    assert state.remaining(state.due_at) == timedelta()


@given(pauses, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(gaps, shuffler):
    events = told(gaps).events
    shuffled = shuffler.sample(events, len(events))
    assert fold(shuffled) == fold(events)
