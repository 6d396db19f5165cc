"""What the figures of classification mean."""

import numpy as np
import pytest

from bench.sorting import answered, calibration_error


def test_confidence_that_comes_true_has_no_error() -> None:
    sure = np.array([0.55, 0.55])

    assert calibration_error(sure, np.array([True, False])) == pytest.approx(0.05)


def test_confidence_that_does_not_come_true_is_the_error() -> None:
    assert calibration_error(np.array([0.95, 0.95]), np.array([False, False])) == pytest.approx(0.95)


def test_as_many_are_answered_as_leave_nine_in_ten_right() -> None:
    is_right = np.array([True] * 9 + [False] * 11)

    assert answered(np.linspace(1, 0, 20), is_right) == 0.5


def test_nothing_is_answered_when_the_surest_is_wrong() -> None:
    assert answered(np.array([0.9, 0.1]), np.array([False, True])) == 0
