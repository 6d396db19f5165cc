"""BM25: how much of a question a text covers, rare words first."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from bot.kb.features import Numbers

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
"""The usual parameters k1 and b."""


class Bm25:
    """Scores as a share of what a text that holds every word of the question once would get.

    A ranking needs no such share; the decision to stay silent does. Words that no text knows count against a match
    as the rarest of all.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        vectorizer = CountVectorizer(tokenizer=str.split, token_pattern=None)
        counts = vectorizer.fit_transform(texts or ["nothing"]).astype(np.float64)
        self.columns: dict[str, int] = vectorizer.vocabulary_
        self._rarity = _rarity(np.bincount(counts.indices, minlength=counts.shape[1]), counts.shape[0])
        self._rarity_of_unknown = float(_rarity(np.zeros(1), counts.shape[0])[0])
        self._matrix = self._weighed(counts)

    def _weighed(self, counts: Any) -> Any:
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        stretch = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / lengths.mean())
        of_each = np.repeat(stretch, np.diff(counts.indptr))
        counts.data = (SATURATION + 1) * counts.data / (counts.data + of_each) * self._rarity[counts.indices]
        return counts.tocsc()

    def to(self, words: Iterable[str]) -> Numbers:
        """For each text, in the order learned: 0 (no word of the question) to 1."""
        asked = set(words)
        columns = [self.columns[word] for word in asked if word in self.columns]
        whole = float(self._rarity[columns].sum()) + self._rarity_of_unknown * (len(asked) - len(columns))
        covered: Numbers = np.asarray(self._matrix[:, columns].sum(axis=1), dtype=np.float64).ravel()
        return np.minimum(covered / whole, 1.0) if columns else covered


def _rarity(texts_with: Any, texts: int) -> Numbers:
    rarity: Numbers = np.log1p((texts - texts_with + 0.5) / (texts_with + 0.5))
    return rarity
