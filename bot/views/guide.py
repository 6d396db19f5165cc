"""An article gone through with the requester: what is done, and the one step that comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.kb.article import Article
from bot.kb.mrkdwn import mrkdwn_of
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import Request
from bot.views import offer
from bot.views.blocks import actions, button, context, fitting, section
from bot.views.clicked import pair_of
from bot.views.mrkdwn import line
from bot.views.shown import Block, Shown

DONE = "guide_done"
FAILED = "guide_failed"

_BEHIND = 4_000


@dataclass(frozen=True)
class Progress:
    """How many steps are behind the requester, and which one did not work."""

    done: int = 0
    failed: int | None = None


def render(request: Request, article: Article, progress: Progress, outcome: OfferOutcome | None = None) -> Shown:
    """The same message from the first step to the end."""
    done = min(progress.done, len(article.steps))
    title = f"Let us do this together: *{line(article.title)}*"
    now = _now(article, done)
    ending = _next(request, article, done) if outcome is None else _end(request, progress, outcome)
    text = f"Let us do this together: {line(article.title)}. {now if outcome is None else offer.OUTCOMES[outcome]}"
    current = [section(now)] if outcome is None else []
    return Shown(text, [section(title), *_behind(article, done), *current, *ending])


def read(action: Mapping[str, Any]) -> tuple[int, str]:
    """The number of the step and the id of the request. Raises a Refusal when the click does not carry them."""
    return pair_of(action)


def _now(article: Article, done: int) -> str:
    if done == len(article.steps):
        return "That was the last step. Is it solved?"
    return f"*Step {done + 1} of {len(article.steps)}*\n{mrkdwn_of(article.steps[done])}"


def _behind(article: Article, done: int) -> list[Block]:
    """The last steps that are done, as many as there is room for."""
    steps = [f":heavy_check_mark: {at}. {mrkdwn_of(step)}" for at, step in enumerate(article.steps[:done], 1)]
    room_for = fitting(steps[::-1], _BEHIND, done)
    return [context(step) for step in steps[done - room_for :]]


def _next(request: Request, article: Article, done: int) -> list[Block]:
    if done == len(article.steps):
        return offer.answers(request)
    value = f"{done + 1}:{request.id}"
    steps = [button("Done", DONE, value, primary=True), button("Did not work", FAILED, value)]
    return actions([*steps, button("This solved it", offer.SOLVED, request.id)])


def _end(request: Request, progress: Progress, outcome: OfferOutcome) -> list[Block]:
    known = f" They know that step {progress.failed} did not work." if progress.failed else ""
    return [section(f"{offer.OUTCOMES[outcome]}{known}"), *offer.way_on(request, outcome)]
