"""One text as weighted features."""

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Features:
    """Weighs as the TF-IDF vectorizer does that learned them. Its own way is made for many texts at once, and takes ten
    times as long for one.
    """

    def __init__(self, vectorizer: Any) -> None:
        self._parts_of = vectorizer.build_analyzer()
        self._columns: dict[str, int] = vectorizer.vocabulary_
        self._rarity: Numbers = vectorizer.idf_

    def __len__(self) -> int:
        return len(self._columns)

    def of(self, text: str) -> tuple[NDArray[np.intp], Numbers]:
        """The columns of the features that the text has, and their weights, which together have the length 1."""
        counts = Counter(self._columns[part] for part in self._parts_of(text) if part in self._columns)
        columns = np.fromiter(counts, dtype=np.intp, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        weights = (1 + np.log(often)) * self._rarity[columns]
        return columns, weights / (np.linalg.norm(weights) or 1.0)
