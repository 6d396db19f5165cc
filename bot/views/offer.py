"""The articles that may answer a request, and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.kb.article import Article
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import Request
from bot.views import form
from bot.views.article_text import page, small_steps, spoken_steps, whole
from bot.views.blocks import actions, button, section
from bot.views.clicked import value_of
from bot.views.mrkdwn import line
from bot.views.shown import Block, Shown

SOLVED = "offer_solved"
STILL_NEED_HELP = "offer_still_need_help"
OPEN = "offer_open_article"

_MOST = 3
_GONE = "The article that was shown here has been taken back."
_BEST = 4_000
_OTHER = 1_500
_SPOKEN = 2_500

OUTCOMES = {
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
    is_open = alongside or outcome is None
    blocks = [_titled(request, best, f"{lead}: ", is_open), *whole(best, _BEST)]
    for number, article in enumerate(others):
        blocks += [_titled(request, article, "" if number else "Not quite it? Maybe this: ", is_open)]
        blocks += [small_steps(article, _OTHER)]
    text = f"{lead}: {line(best.title)}. {spoken_steps(best, _SPOKEN)}"
    return Shown(text, [*blocks, *_ending(request, outcome, alongside)])


def read(action: Mapping[str, Any]) -> str:
    """The id of the request. Raises a Refusal when the click does not carry one."""
    return value_of(action)


def read_open(action: Mapping[str, Any]) -> tuple[str, str]:
    """The id of the request and the name of the article. Raises a Refusal when the click does not carry them."""
    request_id, _, slug = value_of(action).partition(":")
    return request_id, slug


def article_modal(article: Article) -> Block:
    return form.modal("Article", page(article))


def _titled(request: Request, article: Article, lead: str, is_open: bool) -> Block:
    read = button("Read it all", OPEN, f"{request.id}:{article.slug}")
    return section(f"{lead}*{line(article.title)}*", read if is_open else None)


def _ending(request: Request, outcome: OfferOutcome | None, alongside: bool) -> list[Block]:
    if alongside and outcome in (None, OfferOutcome.UNCONFIRMED):
        return actions([button("This solved it", SOLVED, request.id)])
    if outcome is None:
        return answers(request)
    return [section(OUTCOMES[outcome]), *way_on(request, outcome)]


def answers(request: Request) -> list[Block]:
    """The two ways in which a requester can answer what came before a ticket."""
    return actions([button("This solved it", SOLVED, request.id, primary=True), _help_me(request)])


def way_on(request: Request, outcome: OfferOutcome) -> list[Block]:
    """After silence there is still a way to a ticket."""
    return actions([_help_me(request)] if outcome is OfferOutcome.UNCONFIRMED else [])


def _help_me(request: Request) -> Block:
    return button("I still need help", STILL_NEED_HELP, request.id)
