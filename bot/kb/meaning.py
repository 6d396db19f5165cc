"""What articles mean, as vectors: of each unit, and of the article as the middle of them."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.kb.encoder import Vectors
from bot.kb.features import Numbers
from bot.kb.lexicon import Prepared, Question
from bot.kb.vectors import VectorStore


class Meaning:
    """Cosines between a question and the articles, below zero where they have nothing to do with each other."""

    def __init__(self, store: VectorStore, units: Vectors, starts: NDArray[np.intp]) -> None:
        middles = np.add.reduceat(units, starts[:-1]) if len(units) else units
        self._store = store
        self._middles = middles / np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
        self._units = units.astype(np.float16)  # half the memory, and as good

    @classmethod
    def of(cls, articles: Sequence[Prepared], starts: NDArray[np.intp], store: VectorStore) -> Self:
        return cls(store, store.of([unit.text for one in articles for unit in one.units]), starts)

    def ask(self, question: Question) -> Vectors:
        """The vector of a question."""
        vector: Vectors = self._store.encode([question.text])[0]
        return vector

    def of_articles(self, asked: Vectors) -> Numbers:
        return np.asarray(self._middles @ asked, dtype=np.float64)

    def of_units(self, asked: Vectors, units: NDArray[np.intp]) -> Numbers:
        return np.asarray(self._units[units].astype(np.float32) @ asked, dtype=np.float64)
