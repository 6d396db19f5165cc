"""The form with which an agent joins a ticket to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import section
from bot.views.clicked import whole
from bot.views.mrkdwn import quote
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

CALLBACK = "join"

_MAIN = "main"


@dataclass(frozen=True)
class JoinForm:
    """`main` is the ticket whose solution answers both."""

    number: int
    main: int


def modal(file: TicketFile, choices: Sequence[tuple[int, str]]) -> Block:
    """`choices` are numbers and words of other open tickets, the likest first."""
    title = f"Join {file.key}"
    if not choices:
        return form.modal(title, [section("No other ticket is open that it could be joined to.")])
    asked = section(f"*{file.key}*:\n{quote(file.ticket.text)}")
    note = section("Its requester keeps their thread, is told so now, and gets the solution of the other ticket there.")
    main = form.select(_MAIN, "It is the same as", [(str(number), words) for number, words in choices])
    return form.modal(title, [asked, note, main], CALLBACK, "Join", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> JoinForm:
    """Raises InvalidForm when no ticket was chosen."""
    main = form.chosen_or_refused(view, _MAIN, "Choose the ticket that it is the same as.")
    return JoinForm(whole(form.about(view)), whole(main))
