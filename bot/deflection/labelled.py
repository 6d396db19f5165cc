"""Questions of which somebody said what answers them, and what search makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from bot.kb.search import Hit

NEARLY_NONE = 0.001
"""A score so far from 0 or 1 is as good as that."""


@dataclass(frozen=True)
class Labelled:
    """`article` answers what somebody of the segment asked; None means that nothing on their shelf does.

    Of some questions it is only known which article did not help: then that one is `refused`.
    """

    ask: str
    segment: str
    article: str | None = None
    refused: str | None = None

    @property
    def is_unanswerable(self) -> bool:
        return self.article is None and self.refused is None


@dataclass(frozen=True)
class Case:
    """What search found for a labelled question, and whether the first article of it was the right one."""

    segment: str
    signals: tuple[float, ...]
    is_right: bool
    is_unanswerable: bool


class Searches(Protocol):
    """What search is asked for here: the articles on the shelf of a segment, best first."""

    def search(self, text: str, shelf: str) -> Sequence[Hit]: ...


def signals_of(hits: Sequence[Hit]) -> tuple[float, ...]:
    """All that the probability of a fit is drawn from; nothing for nothing found. What search learns to tell of a hit
    besides its score enters here. The score lies in 0..1; its odds are what a logistic curve is straight over.
    """
    if not hits:
        return ()
    score = min(max(max(hit.score for hit in hits), NEARLY_NONE), 1 - NEARLY_NONE)
    return (log(score / (1 - score)),)


def cases_of(questions: Iterable[Labelled], index: Searches) -> Iterator[Case]:
    """One for each question, save those of which it is only known that an article did not help which search would not
    bring any more.
    """
    for question in questions:
        hits = index.search(question.ask, question.segment)
        best = hits[0].article.slug if hits else None
        if question.refused in (None, best):
            is_right = best is not None and best == question.article
            yield Case(question.segment, signals_of(hits), is_right, question.is_unanswerable)
