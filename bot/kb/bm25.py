"""BM25: how much of a question a text covers, rare words first."""

from collections.abc import Iterable, Sequence

import numpy as np

from bot.kb.bags import rows_of, texts_with
from bot.kb.features import Numbers
from bot.kb.vocabulary import Bag, Vocabulary

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
"""The usual parameters k1 and b."""


class Bm25:
    """Scores as a share of what a text that holds every word of the question once would get.

    A ranking needs no such share; the decision to stay silent does. Words that no text knows count against a match
    as the rarest of all.
    """

    def __init__(self, texts: Sequence[Bag], vocabulary: Vocabulary) -> None:
        matrix = rows_of(texts, len(vocabulary))
        self._vocabulary = vocabulary
        self._rarity = _rarity(texts_with(matrix), len(texts))
        self._rarity_of_unknown = float(_rarity(np.zeros(1), len(texts))[0])
        lengths = np.asarray(matrix.sum(axis=1)).ravel()
        stretch = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / lengths.mean())
        of_each = np.repeat(stretch, np.diff(matrix.indptr))
        shares = (SATURATION + 1) * matrix.data / (matrix.data + of_each)
        matrix.data = (shares * self._rarity[matrix.indices]).astype(np.float32)
        self._by_word = matrix.T.tocsr()

    def to(self, words: Iterable[str]) -> Numbers:
        """For each text, in the order learned: 0 (no word of the question) to 1."""
        asked = set(words)
        columns = self._vocabulary.known(asked).columns
        whole = float(self._rarity[columns].sum()) + self._rarity_of_unknown * (len(asked) - len(columns))
        covered: Numbers = np.asarray(self._by_word[columns].sum(axis=0), dtype=np.float64).ravel()
        return np.minimum(covered / whole, 1.0) if whole else covered


def _rarity(texts_with: Numbers, texts: int) -> Numbers:
    rarity: Numbers = np.log1p((texts - texts_with + 0.5) / (texts_with + 0.5))
    return rarity
