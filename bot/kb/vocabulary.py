"""Texts as counted parts: their words, or the runs of letters in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHORTEST_RUN, LONGEST_RUN = 3, 5


@dataclass(frozen=True)
class Bag:
    """Which parts a text has, by their columns, and how often."""

    columns: NDArray[np.int32]
    counts: NDArray[np.float32]


class Vocabulary:
    """Numbers the parts of words as they come up. A part keeps its column for good, so that the bags of articles that
    stay as they are need not be counted again when another one changes.
    """

    def __init__(self, parts_of: Callable[[str], Sequence[str]]) -> None:
        self._parts_of = parts_of
        self._by_word: dict[str, Sequence[int]] = {}
        self.columns: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.columns)

    def copy(self) -> "Vocabulary":
        """To learn further texts with, while this one is in use."""
        other = Vocabulary(self._parts_of)
        other._by_word, other.columns = self._by_word.copy(), self.columns.copy()
        return other

    def learn(self, words: Iterable[str]) -> Bag:
        """The bag of a text; parts that were never seen get a column."""
        return _counted([column for word in words for column in self._columns_of(word)])

    def known(self, words: Iterable[str]) -> Bag:
        """The bag of a question: parts that no article has are left out."""
        parts = (part for word in words for part in self._parts_of(word))
        return _counted([self.columns[part] for part in parts if part in self.columns])

    def _columns_of(self, word: str) -> Sequence[int]:
        found = self._by_word.get(word)
        if found is None:
            found = [self.columns.setdefault(part, len(self.columns)) for part in self._parts_of(word)]
            self._by_word[word] = found
        return found


def itself(word: str) -> Sequence[str]:
    return (word,)


def runs_of(word: str) -> Sequence[str]:
    """Runs of three to five letters, with a blank at either end of the word: they forgive slips, and see words inside
    compounds.
    """
    framed = f" {word} "
    return [
        framed[start : start + length]
        for length in range(SHORTEST_RUN, min(LONGEST_RUN, len(framed)) + 1)
        for start in range(len(framed) - length + 1)
    ]


def _counted(columns: Sequence[int]) -> Bag:
    found, counts = np.unique(np.array(columns, dtype=np.int32), return_counts=True)
    return Bag(found, counts.astype(np.float32))
