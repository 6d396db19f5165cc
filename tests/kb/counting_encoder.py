"""An encoder without a model: the twin of the real one, for what becomes of vectors."""

from collections.abc import Sequence

import numpy as np

from bot.kb.encoder import WIDTH, Vectors
from bot.kb.words import stems_of

MEANINGS = {"notebook": "laptop", "stolen": "lost", "robbed": "lost"}


class CountingEncoder:
    """Words of one meaning point in one direction. `encoded` has every text that it was given, in order."""

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self._directions: dict[str, int] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in stems_of(text):
                meaning = MEANINGS.get(word, word)
                row[self._directions.setdefault(meaning, len(self._directions) % WIDTH)] = 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        found: Vectors = rows / np.maximum(lengths, 1)
        return found
