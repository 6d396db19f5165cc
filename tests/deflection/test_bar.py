from dataclasses import replace

import pytest

from bot.deflection.bar import EVERYBODY, Bar, Bars, Promise, least_probability, most, promise
from bot.deflection.calibration import CAUTIOUS, Calibration
from bot.deflection.labelled import Case


def cases(segment: str, unanswerable: int, right: int) -> list[Case]:
    """Right articles score from 0.4 to 0.9, what is found for the unanswerable from 0.1 to 0.6."""
    high = [Case(segment, (0.4 + 0.5 * number / right,), True, False) for number in range(right)]
    low = [Case(segment, (0.1 + 0.5 * number / unanswerable,), False, True) for number in range(unanswerable)]
    return high + low


def test_a_wrong_offer_that_costs_as_much_as_a_missed_one_needs_an_even_chance() -> None:
    assert least_probability(1) == 0.5


def test_a_dearer_mistake_needs_more_certainty() -> None:
    assert least_probability(3) == 0.75


def test_a_segment_with_enough_questions_is_measured_by_its_own() -> None:
    bars = Bars(cases("standard", 100, 50))
    told = bars.promise("standard", 1)

    assert told is not None
    assert (told.of, told.unanswerable, told.answerable) == ("standard", 100, 50)


def test_a_segment_with_too_few_questions_without_an_answer_is_promised_what_holds_for_everybody() -> None:
    bars = Bars([*cases("standard", 100, 50), *cases("executive", 99, 80)])
    told = bars.promise("executive", 1)

    assert told is not None
    assert (told.of, told.unanswerable) == (EVERYBODY, 199)


@pytest.mark.parametrize(("unanswerable", "right"), [(99, 80), (120, 49)])
def test_a_segment_with_too_few_cases_shares_the_curve_of_everybody(unanswerable: int, right: int) -> None:
    bars = Bars([*cases("standard", 100, 50), *cases("executive", unanswerable, right)])

    assert bars.bar("executive", 1) == bars.bar("nobody", 1) != bars.bar("standard", 1)


def test_with_too_few_cases_in_all_the_desk_is_cautious_and_promises_nothing() -> None:
    bars = Bars(cases("standard", 99, 60))

    assert bars.promise("standard", 1) is None
    assert bars.bar("standard", 1).calibration == CAUTIOUS


def test_answered_offers_alone_make_a_curve_and_no_promise() -> None:
    answered = [replace(case, is_unanswerable=False) for case in cases("standard", 100, 50)]

    assert Bars(answered).bar("standard", 1).calibration != CAUTIOUS
    assert Bars(answered).promise("standard", 1) is None


def test_learning_again_replaces_what_was_learned() -> None:
    bars = Bars(cases("standard", 100, 50))
    bars.learn(())

    assert bars.promise("standard", 1) is None


def test_the_probability_grows_with_the_score() -> None:
    calibration = Bars(cases("standard", 100, 50)).bar("standard", 1).calibration

    assert calibration.probability((0.2,)) < 0.1 < 0.9 < calibration.probability((0.8,))


def test_where_nothing_is_found_nothing_fits() -> None:
    assert CAUTIOUS.probability(()) == 0


def test_a_promise_counts_what_is_shown_though_nothing_answers_it_and_what_is_right() -> None:
    own = [
        *[Case("standard", (0.9,), False, True)] * 5,
        *[Case("standard", (0.1,), False, True)] * 95,
        *[Case("standard", (0.9,), True, False)] * 30,
        *[Case("standard", (0.1,), True, False)] * 10,
    ]
    bar = Bar(Calibration(bias=-5, pull=(10,)), least=0.5)

    assert promise(bar, "standard", own) == Promise("standard", most(5, 100), 100, right=0.75, answerable=40)


@pytest.mark.parametrize(
    ("found", "of", "bound"),
    [(0, 100, 0.0295), (1, 100, 0.0466), (5, 100, 0.1023), (0, 10, 0.2589), (3, 3, 1.0)],
)
def test_the_highest_rate_that_is_still_believable(found: int, of: int, bound: float) -> None:
    assert most(found, of) == pytest.approx(bound, abs=0.0001)  # Clopper and Pearson, one-sided, 95 %
