"""Whether a request is answered with articles first, or handed over at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.deflection.mode import Mode
from bot.kb.search import Hit

OFFER_THRESHOLD = 0.45
"""The score from which an article is thought to answer the question, where the policy sets no other.

Of 75 questions that no shipped article answers, 7 % reach it; of 75 that one does, 68 % reach it with the right
article first and 4 % with a wrong one. Such numbers do not travel: with other articles, measure again.
"""
MOST_OFFERED = 3
CLOSE_TO_BEST = 0.75
"""The share of the best score from which a further article is worth a reader's look beside the best."""


class Action(StrEnum):
    """What happens to the request next."""

    OFFER = "offer"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class DeflectionDecision:
    """`articles` are offered when the action is an offer, else shown beside the ticket (maybe none).

    `reason` is a clause for people who ask why: “the best article … scored 0.21, below 0.45”.
    """

    action: Action
    articles: tuple[Hit, ...]
    reason: str


def decide(
    mode: Mode, category_excluded: bool, hits: Sequence[Hit], threshold: float = OFFER_THRESHOLD
) -> DeflectionDecision:
    """Decide from how the segment wants its articles, what the request is about, and how well articles fit it."""
    if mode is Mode.AGENT_ONLY:
        return _hand_over("this segment goes straight to an agent")
    if category_excluded:
        return _hand_over("requests of this category go straight to an agent")
    fitting = _fitting(hits, threshold)
    if not fitting:
        return _hand_over(_nothing_fits(hits, threshold))
    if mode is Mode.ALONGSIDE:
        return DeflectionDecision(Action.HAND_OVER, fitting, "this segment gets its articles beside the ticket")
    if mode is Mode.SHADOW:
        return DeflectionDecision(Action.HAND_OVER, fitting, "what would have been offered goes to the agent alone")
    return DeflectionDecision(Action.OFFER, fitting, _fits(fitting[0], threshold))


def _hand_over(reason: str) -> DeflectionDecision:
    return DeflectionDecision(Action.HAND_OVER, (), reason)


def _fitting(hits: Sequence[Hit], threshold: float) -> tuple[Hit, ...]:
    """The best hit, if it reaches the threshold, and those close to it; best first."""
    ranked = sorted(hits, key=lambda hit: -hit.score)
    if not ranked or ranked[0].score < threshold:
        return ()
    return tuple(hit for hit in ranked if hit.score >= CLOSE_TO_BEST * ranked[0].score)[:MOST_OFFERED]


def _nothing_fits(hits: Sequence[Hit], threshold: float) -> str:
    if not hits:
        return "no article on the shelf of this segment has anything in common with the question"
    best = max(hits, key=lambda hit: hit.score)
    return f"the best article, “{best.article.title}”, scored {best.score:.2f}, below {threshold:.2f}"


def _fits(best: Hit, threshold: float) -> str:
    return f"“{best.article.title}” scored {best.score:.2f}, at or above {threshold:.2f}"
