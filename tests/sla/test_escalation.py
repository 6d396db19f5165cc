from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.sla import transition
from bot.sla.escalation import Ladder, Step, due_steps, next_step
from tests.sla.moments import ClockStory, hours, make_goal, minutes, ny

AHEAD = Step(before=minutes(30), to="@it-l1-leads")
AT_ONCE = Step(after=minutes(0), to="@it-leads")
LATER = Step(after=hours(1), to="#it-incidents")
LADDER = (AHEAD, AT_ONCE, LATER)


def story(at: str = "mon 10:00") -> ClockStory:
    """Due four open hours later."""
    return ClockStory(make_goal(hours(4)), at)


def steps_at(told: ClockStory, now: str) -> tuple[Step, ...]:
    return due_steps(LADDER, told.state, ny(now)).steps


def climb(told: ClockStory, now: str) -> None:
    told.then(transition.escalate, [step.key for step in steps_at(told, now)], ny(now))


def test_nothing_is_due_before_the_first_step():
    assert steps_at(story(), "mon 13:29") == ()


def test_a_step_before_the_deadline_is_due_ahead_of_it():
    assert steps_at(story(), "mon 13:30") == (AHEAD,)


def test_a_step_at_the_deadline_waits_until_the_deadline_is_missed():
    assert AT_ONCE not in steps_at(story(), "mon 14:00")
    assert AT_ONCE in steps_at(story(), "mon 14:00:00.000001")


def test_offsets_are_open_time():
    told = story("mon 12:30")
    assert LATER not in steps_at(told, "tue 08:59")
    assert LATER in steps_at(told, "tue 09:30:01")


def test_a_short_promise_climbs_when_half_of_it_has_passed():
    told = ClockStory(make_goal(minutes(20)), "mon 10:00")
    assert next_step(LADDER, told.state) == ny("mon 10:10")


def test_each_step_is_taken_once():
    told = story()
    climb(told, "mon 13:30")
    assert steps_at(told, "mon 13:31") == ()
    assert told.then(transition.escalate, [AHEAD.key], ny("mon 13:31")) == []


def test_the_next_look_is_at_the_next_step():
    told = story()
    climb(told, "mon 13:30")
    assert next_step(LADDER, told.state) == ny("mon 14:00:00.000001")


def test_there_is_no_next_look_at_the_top():
    told = story()
    climb(told, "mon 16:00")
    assert next_step(LADDER, told.state) is None


def test_late_steps_are_told_together_and_said_to_be_late():
    due = due_steps(LADDER, story().state, ny("tue 09:00"))
    assert (due.steps, due.late) == (LADDER, True)


def test_a_step_in_time_is_not_late():
    assert not due_steps(LADDER, story().state, ny("mon 13:30:10")).late


def test_an_acknowledged_warning_needs_no_step_before_the_deadline():
    told = story()
    told.then(transition.acknowledge, ny("mon 13:00"), "U1")
    assert steps_at(told, "mon 13:45") == ()


def test_an_acknowledged_warning_does_not_silence_the_breach():
    told = story()
    told.then(transition.acknowledge, ny("mon 13:00"), "U1")
    assert steps_at(told, "mon 14:01") == (AT_ONCE,)


def test_a_breach_makes_the_steps_before_it_pointless():
    told = story()
    told.then(transition.breach, ny("mon 14:01"))
    assert steps_at(told, "mon 14:01") == (AT_ONCE,)


def test_an_answer_ends_the_climb():
    assert next_step(LADDER, story().fulfilled("mon 15:00").state) is None


def test_nobody_is_called_while_the_clock_stands():
    assert next_step(LADDER, story().paused("mon 11:00").state) is None


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ({"to": "@it-leads"}, "either before the deadline or after it"),
        ({"before": "30m", "after": "1h", "to": "@it-leads"}, "either before the deadline or after it"),
        ({"after": "1h", "to": "it-leads"}, "should match pattern"),
        ({"after": "1d", "to": "@it-leads"}, "a day has no fixed length"),
    ],
)
def test_a_step_that_nobody_can_take_is_refused(written: dict[str, Any], allowed: str):
    with pytest.raises(ValidationError, match=allowed):
        Step.model_validate(written)


def test_a_step_may_stand_in_the_ladder_once():
    twice = [{"after": "60m", "to": "@it-leads"}, {"after": "1h", "to": "@it-leads"}]
    with pytest.raises(ValidationError, match="here twice"):
        TypeAdapter(Ladder).validate_python(twice)


def test_a_ladder_is_read_from_a_policy():
    written = [
        {"before": "30m", "to": "@it-l1-leads"},
        {"after": "0m", "to": "@it-leads"},
        {"after": "1h", "to": "#it-incidents"},
    ]
    assert TypeAdapter(Ladder).validate_python(written) == LADDER
