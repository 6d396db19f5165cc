import pytest
from pydantic import ValidationError

from bot.sla.target import Goal, Metric, Targets, strictest
from tests.sla.moments import calendar, hours, make_goal, minutes, ny


def test_targets_are_given_per_priority_and_metric():
    targets = Targets.model_validate({"P1": {"first_response": "15m", "resolution": "4h"}})
    assert targets.at("P1").of(Metric.RESOLUTION) == hours(4)


def test_a_metric_may_have_no_target():
    assert Targets.model_validate({"P1": {"first_response": "15m"}}).at("P1").of(Metric.NEXT_RESPONSE) is None


def test_an_urgent_ticket_is_never_promised_later_than_a_calm_one():
    with pytest.raises(ValidationError, match="first_response of P2 at most 1h, which is that of P3"):
        Targets.model_validate({"P2": {"first_response": "2h"}, "P3": {"first_response": "1h"}})


def test_a_metric_without_a_target_is_passed_over_in_that_order():
    written = {
        "P1": {"first_response": "15m", "resolution": "8h"},
        "P2": {"first_response": "15m"},
        "P3": {"first_response": "15m", "resolution": "4h"},
    }
    with pytest.raises(ValidationError, match="resolution of P1 at most 4h"):
        Targets.model_validate(written)


def test_the_strictest_of_several_segments_sets_the_clock():
    new_hire, revenue = make_goal(hours(2)), make_goal(hours(1))
    assert strictest([new_hire, revenue], ny("mon 10:00")) is revenue


def test_the_strictest_is_what_is_due_first_on_its_own_calendar():
    in_office_hours, around_the_clock = make_goal(hours(1)), make_goal(hours(4), calendar=calendar(hours="24x7"))
    assert strictest([in_office_hours, around_the_clock], ny("sat 10:00")) is around_the_clock
    assert strictest([in_office_hours, around_the_clock], ny("mon 10:00")) is in_office_hours


def test_a_goal_is_the_same_when_it_is_read_back():
    goal = make_goal(hours(4), minutes(20))
    assert Goal.from_json(goal.to_json()) == goal
