"""How probable it is that the first article found answers a question, learned from questions with known answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Self

from bot.deflection.labelled import Case

ENOUGH_WRONG = 100
"""Questions whose first article is not the right one: so many it takes to tell a few percent of them from none."""
ENOUGH_RIGHT = 50
"""Questions whose first article is the right one. From fewer, the slope of the curve is a guess."""
SLIGHT = 1_000.0
"""The inverse of how much the fit is held back: hardly, since there are a hundred cases for each number to be found."""


def is_enough(cases: Sequence[Case]) -> bool:
    """Whether a probability that is learned from these is worth more than one learned elsewhere."""
    right = sum(case.is_right for case in cases)
    return right >= ENOUGH_RIGHT and len(cases) - right >= ENOUGH_WRONG


@dataclass(frozen=True)
class Calibration:
    """A logistic curve over the signals of a search (Platt's scaling)."""

    bias: float
    pull: tuple[float, ...]

    @classmethod
    def learned(cls, cases: Sequence[Case]) -> Self:
        """Needs cases of both kinds; `is_enough` says whether there are enough of them."""
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        found = [case for case in cases if case.signals]
        regression = LogisticRegression(C=SLIGHT)
        with threadpool_limits(1):
            regression.fit([case.signals for case in found], [case.is_right for case in found])
        return cls(float(regression.intercept_[0]), tuple(map(float, regression.coef_[0])))

    def probability(self, signals: Sequence[float]) -> float:
        """0 when nothing was found."""
        if not signals:
            return 0.0
        return 1 / (1 + exp(-self.bias - sum(pull * each for pull, each in zip(self.pull, signals, strict=True))))


CAUTIOUS = Calibration(bias=-1.1, pull=(1.0,))
"""For articles of which too little is known: a third of the odds that search itself gives."""
