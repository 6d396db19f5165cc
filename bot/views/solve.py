"""The form with which an agent solves a ticket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import context, section
from bot.views.clicked import whole
from bot.views.mrkdwn import mention, quote
from bot.views.reading_along import reading_along
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

CALLBACK = "solve"

_NOTE, _ARTICLE = "note", "article"
_MOST_NAMED = 10


@dataclass(frozen=True)
class SolveForm:
    """`note` goes to the requester, `article` is the one that solved it."""

    number: int
    note: str
    article: str | None = None


def modal(file: TicketFile, articles: Sequence[tuple[str, str]] = ()) -> Block:
    """`articles` are pairs of name and title, the likeliest first."""
    asked = section(f"*{file.key}*, asked by {mention(file.ticket.requester_id)}:\n{quote(file.ticket.text)}")
    note = form.text_input(_NOTE, "What solved it? (goes to the requester)")
    blocks = [asked, *reading_along(file), *_goes_to_others(file), note, *_choice(articles)]
    return form.modal(f"Solve {file.key}", blocks, CALLBACK, "Solve", about=str(file.ticket.number))


def _goes_to_others(file: TicketFile) -> list[Block]:
    askers = sorted({*file.waiting, *(each.requester_id for each in file.joined if each.is_open)})
    if not askers:
        return []
    named = ", ".join(mention(person) for person in askers[:_MOST_NAMED])
    return [context(f":link: It goes to {len(askers)} more, who wait for the same: {named}. Name nobody.")]


def read(view: Mapping[str, Any]) -> SolveForm:
    """Raises InvalidForm when nothing was written."""
    note = form.typed_or_refused(view, _NOTE, "Say in a few words what was done: the person who asked reads it.")
    return SolveForm(whole(form.about(view)), note, form.chosen(view, _ARTICLE))


def _choice(articles: Sequence[tuple[str, str]]) -> list[Block]:
    return [form.select(_ARTICLE, "Did one of these articles solve it?", articles, optional=True)] if articles else []
