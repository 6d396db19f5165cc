"""How far the confidences of a classifier may be believed, from what it says of texts that it was not taught."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.kb.features import Numbers

PRECISION = 0.9
"""The share of sure answers that has to be right: the bar follows from it."""
ENOUGH = 100
"""Texts below which a share of them is too rough to set a bar by."""
LOWEST_BAR = 0.35
"""Below it even a classifier that is mostly right is asked to say "unsure": what it knows nothing of lies there."""
_SHARPNESSES = np.geomspace(0.25, 8, 41)
_BINS = 10
_CAUTION = 0.5  # standard deviations
Truth = NDArray[np.intp]


@dataclass(frozen=True)
class Calibration:
    """`sharpness` stretches scores until the shares made of them are probabilities; from `bar` on a guess is called
    sure. `error` is how far confidence and truth still lie apart on average, `answered` the share of texts above the
    bar and `precision` the share of those that is right: None where there are too few texts to tell.
    """

    sharpness: float = 1.0
    bar: float = LOWEST_BAR
    error: float | None = None
    answered: float | None = None
    precision: float | None = None


def calibrate(scores: Numbers, truth: Truth, unsure: int | None) -> Calibration:
    """From the scores of each text (a row) for each category (a column) that was given without knowing the text.

    `unsure` is the column of what nobody can tell: a guess at it is no answer, whether or not it is right.
    """
    if len(truth) < ENOUGH:
        return Calibration()
    sharpness = _sharpest_honest(scores, truth)
    shares = shares_of(scores, sharpness)
    guesses, confidences = shares.argmax(axis=1), shares.max(axis=1)
    is_right, is_answer = guesses == truth, guesses != unsure
    bar = max(LOWEST_BAR, lowest_bar(confidences[is_answer], is_right[is_answer]))
    is_sure = is_answer & (confidences >= bar)
    precision = float(is_right[is_sure].mean()) if is_sure.any() else None
    return Calibration(sharpness, bar, expected_error(confidences, is_right), float(is_sure.mean()), precision)


def shares_of(scores: Numbers, sharpness: float) -> Numbers:
    """How probable each category is, by row."""
    stretched = scores * sharpness
    powers: Numbers = np.exp(stretched - stretched.max(axis=-1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def lowest_bar(confidences: Numbers, is_right: NDArray[np.bool_], precision: float = PRECISION) -> float:
    """The lowest confidence from which on that share of the guesses is right, as far as so many can tell; 1 when there
    is none.
    """
    order = np.argsort(-confidences, kind="stable")
    counts = np.arange(1, len(order) + 1)
    is_last_of_equals = np.append(np.diff(confidences[order]) != 0, [True])[: len(order)]
    is_kept = _at_least(np.cumsum(is_right[order]) / counts, counts) >= precision
    kept = np.flatnonzero(is_kept & is_last_of_equals)
    return float(confidences[order][kept[-1]]) if len(kept) else 1.0


def _at_least(shares: Numbers, counts: NDArray[np.intp]) -> Numbers:
    """The lower end of the Wilson interval: a bar that is chosen by what lies above it flatters itself."""
    square = _CAUTION**2
    spread = _CAUTION * np.sqrt(shares * (1 - shares) / counts + square / (4 * counts**2))
    lower: Numbers = (shares + square / (2 * counts) - spread) / (1 + square / counts)
    return lower


def expected_error(confidences: Numbers, is_right: NDArray[np.bool_]) -> float:
    """The expected calibration error: in ten bins of confidence, how far its mean lies from the share that is right."""
    bins = np.minimum((confidences * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((confidences[bins == each] - is_right[bins == each]).sum())) for each in range(_BINS)]
    return sum(gaps) / len(confidences)


def _sharpest_honest(scores: Numbers, truth: Truth) -> float:
    """The one under which the truth is most probable (temperature scaling)."""
    rows = np.arange(len(truth))

    def loss(sharpness: float) -> float:
        return -float(np.log(shares_of(scores, sharpness)[rows, truth] + 1e-12).mean())

    return float(min(_SHARPNESSES, key=loss))
