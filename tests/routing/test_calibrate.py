"""Confidences are as good as their word, and the bar keeps its promise."""

import numpy as np
import pytest

from bot.routing.calibrate import ENOUGH, LOWEST_BAR, PRECISION, calibrate, expected_error, lowest_bar, shares_of

OTHER = 2


def told(count: int, right: float, seed: int = 1, margin: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Scores for three categories of texts of which that share is guessed right, the surer the righter."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, 2, count)
    sure = chance.random(count)
    guess = np.where(chance.random(count) < right + (1 - right) * sure, truth, 1 - truth)
    scores = np.zeros((count, 3))
    scores[np.arange(count), guess] = margin * (0.2 + sure)
    scores[:, OTHER] = -9
    return scores, truth


def test_the_bar_is_the_lowest_that_keeps_the_precision() -> None:
    confidences = np.repeat([0.9, 0.8, 0.7], 100)
    is_right = np.concatenate([np.arange(100) < right for right in (100, 95, 50)])
    assert lowest_bar(confidences, is_right) == 0.8


def test_a_few_right_guesses_do_not_prove_a_bar() -> None:
    assert lowest_bar(np.array([0.9]), np.array([True])) == 1.0


def test_where_too_little_is_right_nothing_is_sure() -> None:
    assert lowest_bar(np.array([0.9, 0.8]), np.array([False, False])) == 1.0


def test_above_the_bar_nine_of_ten_are_right_on_texts_that_did_not_set_it() -> None:
    found = calibrate(*told(2_000, right=0.6), OTHER)
    scores, truth = told(2_000, right=0.6, seed=2)
    shares = shares_of(scores, found.sharpness)
    is_sure = shares.max(axis=1) >= found.bar
    assert LOWEST_BAR < found.bar < 1
    assert (shares.argmax(axis=1) != truth)[is_sure].mean() <= 1.2 * (1 - PRECISION)


@pytest.mark.parametrize("margin", [0.5, 4.0], ids=["too modest", "too sure"])
def test_the_sharpness_makes_confidences_true(margin: float) -> None:
    scores, truth = told(2_000, right=0.6, margin=margin)
    raw = shares_of(scores, 1.0)
    found = calibrate(scores, truth, OTHER)
    assert found.error is not None
    assert found.error < 0.08 < expected_error(raw.max(axis=1), raw.argmax(axis=1) == truth)


def test_confidences_that_are_true_have_no_error() -> None:
    assert expected_error(np.full(10, 0.7), np.arange(10) < 7) == pytest.approx(0)


def test_too_few_texts_set_no_bar() -> None:
    found = calibrate(*told(ENOUGH - 1, right=0.9), OTHER)
    assert (found.bar, found.error, found.precision) == (LOWEST_BAR, None, None)


def test_a_guess_that_nobody_can_tell_is_no_answer() -> None:
    scores, truth = told(200, right=0.9)
    scores[:, OTHER] = 99
    assert calibrate(scores, truth, OTHER).answered == 0
