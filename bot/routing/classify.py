"""What a request is about, from its words and from who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from bot.kb.features import Numbers
from bot.routing.calibrate import Calibration, shares_of
from bot.routing.category import UNSURE
from bot.routing.habits import Habits
from bot.routing.training import Example, Fit, Learnable, fit, syllabus

NOBODYS = Habits()
LONGEST = 2_000
"""Characters. What somebody needs stands at the start; the rest would only cost time."""


@dataclass(frozen=True)
class Classification:
    """`confidence` 0..1 is that of the best guess, which becomes `runner_up` when it lies below the bar."""

    category: str
    confidence: float
    runner_up: str

    @property
    def is_sure(self) -> bool:
        return self.category != UNSURE

    @property
    def guess(self) -> str | None:
        """What it might be about, where that is not sure."""
        return self.runner_up if not self.is_sure and self.runner_up != UNSURE else None


class Classifies(Protocol):
    def classify(self, text: str, segment_id: str = "") -> Classification:
        """The category that `text` of somebody in that segment is most probably of; `other` when that is not probable
        enough.
        """


class Classifier:
    """A linear model of how people word each category. Training loads scikit-learn (seconds): train once, at start."""

    def __init__(self, fit: Fit, habits: Habits) -> None:
        self._fit = fit
        self._habits = habits
        self._firsts = np.cumsum([0, *map(len, fit.features)])

    @classmethod
    def train(
        cls,
        categories: Sequence[Learnable],
        phrases: Mapping[str, Sequence[str]] | None = None,
        corrected: Sequence[Example] = (),
        habits: Habits = NOBODYS,
        bar: float | None = None,
    ) -> Self:
        """Learn from the examples of each category, from the `phrases` of articles by category id, and from what
        agents corrected, newest first. The bar is set by what is right of the texts, unless it is given.
        """
        found = fit(syllabus(categories, phrases or {}, corrected))
        if bar is not None:
            found = replace(found, calibration=replace(found.calibration, bar=bar))
        return cls(found, habits)

    @property
    def calibration(self) -> Calibration:
        """How far its confidences may be believed."""
        return self._fit.calibration

    def classify(self, text: str, segment_id: str = "") -> Classification:
        """The category that `text` of somebody in that segment is most probably of; `other` when that is not probable
        enough.
        """
        sharpness, names = self.calibration.sharpness, self._fit.names
        leaning = self._habits.leaning(segment_id, names) / sharpness
        shares = shares_of(self._scores(text[:LONGEST]) + leaning, sharpness)
        best, second = np.argsort(shares)[::-1][:2]
        confidence = float(shares[best])
        if confidence < self.calibration.bar and names[best] != UNSURE:
            return Classification(UNSURE, confidence, names[best])
        return Classification(names[best], confidence, names[second])

    def _scores(self, text: str) -> Numbers:
        scores = self._fit.bias.copy()
        for features, first in zip(self._fit.features, self._firsts, strict=False):
            columns, weights = features.of(text)
            scores += weights @ self._fit.pull[first + columns]
        return scores


class LiveClassifier:
    """Answers with the classifier of the moment; a better one takes its place between two questions."""

    def __init__(self, first: Classifies) -> None:
        self._current = first

    def classify(self, text: str, segment_id: str = "") -> Classification:
        return self._current.classify(text, segment_id)

    def replace(self, better: Classifies) -> None:
        self._current = better
