"""The angle between texts, as weighted bags of the runs of letters in them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.kb.bags import rows_of, texts_with
from bot.kb.features import Numbers
from bot.kb.vocabulary import Bag


class Cosine:
    """What was learned from a set of texts: how rare each part is, and how heavy it weighs in each text."""

    def __init__(self, texts: Sequence[Bag], width: int) -> None:
        matrix = rows_of(texts, width)
        self._rarity = (np.log((1 + len(texts)) / (1 + texts_with(matrix))) + 1).astype(np.float32)
        matrix.data = (1 + np.log(matrix.data)) * self._rarity[matrix.indices]
        lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)).ravel())
        matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr)).astype(np.float32)
        self._texts = matrix
        self._by_part = matrix.T.tocsr()

    def to(self, query: Bag) -> Numbers:
        """For each text, in the order learned: 0 (nothing in common) to 1 (the same)."""
        alike: Numbers = self._weights(query) @ self._by_part[query.columns]
        return alike

    def to_some(self, query: Bag, texts: NDArray[np.intp]) -> Numbers:
        """The same for these texts alone."""
        weights = np.zeros(len(self._rarity), dtype=np.float32)
        weights[query.columns] = self._weights(query)
        alike: Numbers = self._texts[texts] @ weights
        return alike

    def _weights(self, query: Bag) -> Numbers:
        weights = (1 + np.log(query.counts)) * self._rarity[query.columns]
        return np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9))
