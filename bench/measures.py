"""How good a way of searching is: at putting the right article first, and at knowing that none is right."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import floor
from statistics import fmean

from scipy.stats import rankdata

Found = Sequence[tuple[str, float]]
"""The slugs of articles with their scores, best first."""
FEW_WRONG = 0.05
MOST_KEPT = 0.90


@dataclass(frozen=True)
class Answer:
    """What was found for one question, and what would have been right; None when nothing would."""

    found: Found
    right: str | None

    @property
    def score(self) -> float:
        return self.found[0][1] if self.found else 0.0

    @property
    def rank(self) -> int | None:
        """Of the right article, from 1 on."""
        return next((rank for rank, (slug, _) in enumerate(self.found, 1) if slug == self.right), None)


@dataclass(frozen=True)
class Measures:
    """All but `false_offers` are better when they are higher.

    `false_offers`: of the unanswerable questions, when nine in ten of those with the right article first get it.
    `shown_and_right`: of the answerable ones, when one in twenty of the unanswerable gets an offer.
    """

    recall_1: float
    recall_3: float
    mrr: float
    auroc: float
    false_offers: float
    shown_and_right: float


def measures(answers: Sequence[Answer]) -> Measures:
    answerable = [answer for answer in answers if answer.right is not None]
    right = sorted(answer.score for answer in answerable if answer.rank == 1)
    unanswerable = sorted((answer.score for answer in answers if answer.right is None), reverse=True)
    keeping_most = right[floor((1 - MOST_KEPT) * len(right))]
    few_wrong = unanswerable[floor(FEW_WRONG * len(unanswerable))]
    return Measures(
        recall_1=fmean(answer.rank == 1 for answer in answerable),
        recall_3=fmean((answer.rank or 4) <= 3 for answer in answerable),
        mrr=fmean(1 / answer.rank if answer.rank else 0.0 for answer in answerable),
        auroc=_auroc([answer.score for answer in answerable], unanswerable),
        false_offers=fmean(score >= keeping_most for score in unanswerable),
        shown_and_right=sum(score > few_wrong for score in right) / len(answerable),
    )


def mean_of(several: Sequence[Measures]) -> Measures:
    return Measures(*(fmean(getattr(one, field.name) for one in several) for field in fields(Measures)))


def _auroc(fitting: Sequence[float], unfitting: Sequence[float]) -> float:
    """How often an answerable question scores higher than an unanswerable one; a tie counts half."""
    ranks = rankdata([*fitting, *unfitting])[: len(fitting)]
    lowest = len(fitting) * (len(fitting) + 1) / 2
    return float((ranks.sum() - lowest) / (len(fitting) * len(unfitting)))
