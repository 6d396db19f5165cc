"""What a request is about, from its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np

UNSURE = "other"
"""The category of a request whose words do not say enough."""
BAR = 0.35
"""The confidence below which a guess is worth less than asking an agent to look.

Confidences of a model with few examples are no probabilities, so the bar is empirical: taught by the phrases of our
articles alone, 85 % of 75 test questions lie above it, and 95 % of those get the right category.
"""
LONGEST = 2_000
"""Characters. What somebody needs stands at the start; the rest would only cost time."""
NO_WORDS = ("", UNSURE)
"""An example of its own: words that nobody used before say nothing about the category."""


class Learnable(Protocol):
    """A category, as far as learning goes: its id, and how people ask for it."""

    @property
    def id(self) -> str: ...
    @property
    def examples(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Classification:
    """`confidence` 0..1 is that of the best guess, which becomes `runner_up` when it lies below the bar."""

    category: str
    confidence: float
    runner_up: str

    @property
    def is_sure(self) -> bool:
        return self.category != UNSURE


class Classifier:
    """A linear model of how people word each category. Training loads scikit-learn (seconds): train once, at start."""

    def __init__(self, model: Any, bar: float) -> None:
        self._model = model
        self._bar = bar

    @classmethod
    def train(
        cls, categories: Sequence[Learnable], phrases: Mapping[str, Sequence[str]] | None = None, bar: float = BAR
    ) -> Self:
        """Learn from the examples of each category, and from the `phrases` of articles by category id."""
        more = phrases or {}
        pairs = [(text, one.id) for one in categories for text in (*one.examples, *more.get(one.id, ()))]
        return cls(_fitted([*pairs, NO_WORDS]), bar)

    def classify(self, text: str) -> Classification:
        """The category that `text` is most probably of; `other` when that is not probable enough."""
        shares = self._model.predict_proba([text[:LONGEST]])[0]
        best, second = np.argsort(shares)[::-1][:2]
        names = self._model.classes_
        confidence = float(shares[best])
        if confidence < self._bar and names[best] != UNSURE:
            return Classification(UNSURE, confidence, str(names[best]))
        return Classification(str(names[best]), confidence, str(names[second]))


def _fitted(pairs: Sequence[tuple[str, str]]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union
    from threadpoolctl import threadpool_limits

    features = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5)),
    )
    model = make_pipeline(features, LogisticRegression(C=30, max_iter=1000, class_weight="balanced"))
    with threadpool_limits(1):  # threads wait for each other here: two took 4 s for what one does in 1
        return model.fit([text for text, _ in pairs], [category for _, category in pairs])
