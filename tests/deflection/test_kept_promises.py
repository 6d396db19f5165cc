"""What is promised of wrong offers is kept on questions that the promise was not learned from."""

from functools import cache

import pytest

from bench.held_out import Held, held_out
from bot.deflection.bar import EVERYBODY, Bars
from tests.kb.shipped import cases

COSTS = (0.5, 1.0, 3.0)
SLACK = 1.2  # a realised rate may lie this much above the promised one


@cache
def measured(costs: float) -> dict[str, Held]:
    return held_out(cases(), costs)


@pytest.mark.parametrize("costs", COSTS)
def test_no_segment_with_a_hundred_labels_gets_more_wrong_offers_than_promised(costs: float) -> None:
    told = [held for held in measured(costs).values() if held.unanswerable >= 100]

    assert len(told) >= 2  # one segment, and everybody
    assert [held for held in told if held.wrong > SLACK * held.promised] == []


def test_what_is_said_to_be_probable_is_right_as_often() -> None:
    assert measured(1.0)[EVERYBODY].calibration_error < 0.06


def test_a_dearer_mistake_is_made_less_often() -> None:
    rates = [measured(costs)[EVERYBODY].wrong for costs in COSTS]

    assert rates == sorted(rates, reverse=True)


def test_enough_questions_are_labelled_to_promise_something_to_every_segment() -> None:
    bars = Bars(cases())

    assert all(bars.promise(segment, 1.0) for segment in {case.segment for case in cases()})
