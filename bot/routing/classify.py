"""What a request is about, from its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np

from bot.kb.features import Features, Numbers

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

    def __init__(self, features: Sequence[Features], regression: Any, bar: float) -> None:
        self._features = features
        self._names: Sequence[str] = regression.classes_.tolist()
        self._bias, self._pull = _linear(regression)
        self._firsts = np.cumsum([0, *map(len, features)])
        self._bar = bar

    @classmethod
    def train(
        cls, categories: Sequence[Learnable], phrases: Mapping[str, Sequence[str]] | None = None, bar: float = BAR
    ) -> Self:
        """Learn from the examples of each category, and from the `phrases` of articles by category id."""
        more = phrases or {}
        pairs = [(text, one.id) for one in categories for text in (*one.examples, *more.get(one.id, ()))]
        return cls(*_fitted([*pairs, NO_WORDS]), bar)

    def classify(self, text: str) -> Classification:
        """The category that `text` is most probably of; `other` when that is not probable enough."""
        shares, names = self._shares(text[:LONGEST]), self._names
        best, second = np.argsort(shares)[::-1][:2]
        confidence = float(shares[best])
        if confidence < self._bar and names[best] != UNSURE:
            return Classification(UNSURE, confidence, names[best])
        return Classification(names[best], confidence, names[second])

    def _shares(self, text: str) -> Numbers:
        """How probable each category is."""
        scores = self._bias.copy()
        for features, first in zip(self._features, self._firsts, strict=False):
            columns, weights = features.of(text)
            scores += weights @ self._pull[first + columns]
        powers: Numbers = np.exp(scores - scores.max())
        shares: Numbers = powers / powers.sum()
        return shares


def _linear(regression: Any) -> tuple[Numbers, Numbers]:
    """How much is added to each category for itself, and how much each feature pulls towards it. Of two categories the
    model knows the second one's alone.
    """
    bias, pull = regression.intercept_, regression.coef_
    if len(bias) == 1:
        bias, pull = np.append(0, bias), np.vstack([np.zeros_like(pull), pull])
    return bias, np.ascontiguousarray(pull.T)


def _fitted(pairs: Sequence[tuple[str, str]]) -> tuple[Sequence[Features], Any]:
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    texts, categories = zip(*pairs, strict=True)
    vectorizers = (
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5)),
    )
    learned = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers], format="csr")
    regression = LogisticRegression(C=30, max_iter=1000, class_weight="balanced")
    with threadpool_limits(1):  # threads wait for each other here: two took 4 s for what one does in 1
        regression.fit(learned, categories)
    return [Features(vectorizer) for vectorizer in vectorizers], regression
