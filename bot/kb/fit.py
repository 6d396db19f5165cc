"""How probable it is that an article fits, from how alike it is to the question."""

from dataclasses import dataclass

import numpy as np

from bot.kb.features import Numbers

CROWD = 5
"""So many of the next best articles tell how common the question's words are on this shelf."""


@dataclass(frozen=True)
class Fit:
    """A logistic model, learned on seven public sets of questions, some of which no article answers
    (docs/decisions/search.md): a probability there, and a beginning for a desk that has no figures of its own.

    A question that is as near to the next five articles is not answered by the first.
    """

    likeness: float
    crowd: float
    start: float

    def of(self, likeness: Numbers) -> Numbers:
        """0..1 for each article of the shelf, best first, given how alike they are to the question."""
        next_best = np.zeros(CROWD)
        next_best[: len(likeness) - 1] = likeness[1 : CROWD + 1]
        nearer = self.likeness * likeness - self.crowd * next_best.mean()
        fit: Numbers = 1 / (1 + np.exp(-(nearer + self.start)))
        return fit
