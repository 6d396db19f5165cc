"""Whether a request is answered with articles first, or handed over at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.deflection.bar import Bar
from bot.deflection.mode import Mode
from bot.kb.search import Hit

MOST_OFFERED = 3
CLOSE_TO_BEST = 0.75
"""The share of the best score from which a further article is worth a reader's look beside the best."""

AS_WELL = 0.9
"""The share of the best score from which a further article fits about as well."""
SURE = 0.99


class Action(StrEnum):
    """What happens to the request next."""

    OFFER = "offer"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class DeflectionDecision:
    """`articles` are offered when the action is an offer, else shown beside the ticket (maybe none).

    `reason` is a clause for people who ask why: “the best article … fits with 21 %, below 50 %”.
    """

    action: Action
    articles: tuple[Hit, ...]
    reason: str


def decide(
    mode: Mode, category_excluded: bool, hits: Sequence[Hit], bar: Bar, category: str = ""
) -> DeflectionDecision:
    """Decide from how the segment wants its articles, what the request is about, and how well articles fit it. Of those
    that fit about as well, the ones about the `category` come first.
    """
    if mode is Mode.AGENT_ONLY:
        return _hand_over("this segment goes straight to an agent")
    if category_excluded:
        return _hand_over("requests of this category go straight to an agent")
    probability = bar.probability(hits)
    if probability < bar.least:
        return _hand_over(_nothing_fits(hits, probability, bar))
    fitting = _in_order(_close_to_best(hits), category)
    if mode is Mode.ALONGSIDE:
        return DeflectionDecision(Action.HAND_OVER, fitting, "this segment gets its articles beside the ticket")
    if mode is Mode.SHADOW:
        return DeflectionDecision(Action.HAND_OVER, fitting, "what would have been offered goes to the agent alone")
    return DeflectionDecision(Action.OFFER, fitting, _fits(fitting[0], probability, bar))


def _hand_over(reason: str) -> DeflectionDecision:
    return DeflectionDecision(Action.HAND_OVER, (), reason)


def _close_to_best(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The best hit and those close to it, best first."""
    ranked = sorted(hits, key=lambda hit: -hit.score)
    return tuple(hit for hit in ranked if hit.score >= CLOSE_TO_BEST * ranked[0].score)[:MOST_OFFERED]


def _in_order(fitting: Sequence[Hit], category: str) -> tuple[Hit, ...]:
    """A category that the words may have been misread for must not outdo an article that clearly fits better."""
    as_well = [hit for hit in fitting if hit.score >= AS_WELL * fitting[0].score]
    about = [hit for hit in as_well if category in hit.article.categories]
    return tuple(dict.fromkeys((*about, *fitting)))


def _nothing_fits(hits: Sequence[Hit], probability: float, bar: Bar) -> str:
    if not hits:
        return "no article on the shelf of this segment has anything in common with the question"
    best = max(hits, key=lambda hit: hit.score)
    return f"the best article, “{best.article.title}”, fits with {_percent(probability)}, below {_percent(bar.least)}"


def _fits(best: Hit, probability: float, bar: Bar) -> str:
    return f"“{best.article.title}” fits with {_percent(probability)}, at or above {_percent(bar.least)}"


def _percent(share: float) -> str:
    """Nothing is certain."""
    return "over 99 %" if share > SURE else f"{share * 100:.0f} %"
