"""The articles that may answer a request, and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.kb.article import Article
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import Request
from bot.views.article_text import short, spoken_steps, whole
from bot.views.blocks import actions, button, section
from bot.views.clicked import value_of
from bot.views.mrkdwn import line
from bot.views.shown import Block, Shown

SOLVED = "offer_solved"
STILL_NEED_HELP = "offer_still_need_help"

_MOST = 3
_GONE = "The article that was shown here has been taken back."
_BEST = 4_000
_OTHER = 1_500
_SPOKEN = 2_500

_OUTCOMES = {
    OfferOutcome.CONFIRMED: ":white_check_mark: Solved: you said that this helped. If it comes back, say so here.",
    OfferOutcome.ESCALATED: ":busts_in_silhouette: This was not enough, so your request went to the team.",
    OfferOutcome.UNCONFIRMED: ":hourglass: I did not hear whether this helped. If it did not, I open a ticket.",
}


def render(
    request: Request, articles: Sequence[Article], outcome: OfferOutcome | None = None, alongside: bool = False
) -> Shown:
    """The best article with its steps, up to two others beneath. `alongside` a ticket, nothing more is asked."""
    if not articles:
        return Shown(_GONE, [section(_GONE), *_ending(request, outcome, alongside)])
    best, *others = articles[:_MOST]
    lead = "While you wait, this may help" if alongside else "This may solve it"
    blocks = [section(f"{lead}: *{line(best.title)}*"), *whole(best, _BEST)]
    if others:
        blocks += [section("Not quite it? Maybe this:"), *(short(article, _OTHER) for article in others)]
    text = f"{lead}: {line(best.title)}. {spoken_steps(best, _SPOKEN)}"
    return Shown(text, [*blocks, *_ending(request, outcome, alongside)])


def read(action: Mapping[str, Any]) -> str:
    """The id of the request. Raises a Refusal when the click does not carry one."""
    return value_of(action)


def _ending(request: Request, outcome: OfferOutcome | None, alongside: bool) -> list[Block]:
    solved = button("This solved it", SOLVED, request.id, primary=not alongside)
    help_me = button("I still need help", STILL_NEED_HELP, request.id)
    if outcome is None:
        return actions([solved] if alongside else [solved, help_me])
    lapsed = outcome is OfferOutcome.UNCONFIRMED
    return [section(_OUTCOMES[outcome]), *actions([help_me] if lapsed else [])]
