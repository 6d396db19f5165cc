"""Whether a request is answered with articles first, or handed over at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.deflection.mode import Mode
from bot.kb.search import Hit

OFFER_THRESHOLD = 0.45
"""The score from which an article is thought to answer the question, where the policy sets no other."""
MOST_OFFERED = 3


class Action(StrEnum):
    """What happens to the request next."""

    OFFER = "offer"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class DeflectionDecision:
    """`articles` are offered when the action is an offer, else shown to the requester beside the ticket (maybe none).

    `reason` is a clause for people who ask why: "the best article scored 0.21, below 0.35".
    """

    action: Action
    articles: tuple[Hit, ...]
    reason: str


def decide(
    mode: Mode, category_excluded: bool, hits: Sequence[Hit], threshold: float = OFFER_THRESHOLD
) -> DeflectionDecision:
    """Decide from how the segment wants its articles, what the request is about, and how well articles fit it."""
    fitting = tuple(hit for hit in hits if hit.score >= threshold)[:MOST_OFFERED]
    if mode is Mode.AGENT_ONLY:
        return DeflectionDecision(Action.HAND_OVER, (), "this segment goes straight to an agent")
    if category_excluded:
        return DeflectionDecision(Action.HAND_OVER, (), "requests of this category go straight to an agent")
    if not fitting:
        return DeflectionDecision(Action.HAND_OVER, (), _nothing_fits(hits, threshold))
    if mode is Mode.ALONGSIDE:
        return DeflectionDecision(Action.HAND_OVER, fitting, "this segment gets its articles beside the ticket")
    return DeflectionDecision(Action.OFFER, fitting, _fits(fitting[0], threshold))


def _nothing_fits(hits: Sequence[Hit], threshold: float) -> str:
    if not hits:
        return "no article on the shelf of this segment has anything in common with the question"
    best = max(hits, key=lambda hit: hit.score)
    return f"the best article, “{best.article.title}”, scored {best.score:.2f}, below {threshold:.2f}"


def _fits(best: Hit, threshold: float) -> str:
    return f"“{best.article.title}” scored {best.score:.2f}, at or above {threshold:.2f}"
