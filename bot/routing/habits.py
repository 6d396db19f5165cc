"""What people of each segment usually ask about: the words decide, and where they leave it open, this does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from bot.kb.features import Numbers

CAUTION = 50
"""Solved tickets of a segment that weigh as much as what everybody asks: fewer than that say little of its people."""

FARTHEST = log(4)
"""Who asks makes a category at most four times likelier: what is asked tells more."""

Counts = Mapping[tuple[str, str], int]
"""How many tickets of a segment were solved in a category."""


class Habits:
    """Without tickets nobody leans anywhere."""

    def __init__(self, counts: Counts | None = None) -> None:
        self._counts = counts or {}
        self._of_segment, self._of_category = Counter[str](), Counter[str]()
        for (segment, category), count in self._counts.items():
            self._of_segment[segment] += count
            self._of_category[category] += count

    def leaning(self, segment_id: str, categories: Sequence[str]) -> Numbers:
        """For each category, the logarithm of how many times likelier people of that segment ask about it than
        everybody does.
        """
        everybody = np.array([self._of_category[category] + 1 for category in categories], dtype=np.float64)
        everybody /= everybody.sum()
        own = np.array([self._counts.get((segment_id, category), 0) for category in categories], dtype=np.float64)
        shares = (own + CAUTION * everybody) / (own.sum() + CAUTION)
        leaning: Numbers = np.clip(np.log(shares / everybody), -FARTHEST, FARTHEST)
        return leaning
