"""An agent's words to the requester, and the form in which they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import quoted, section
from bot.views.clicked import whole
from bot.views.mrkdwn import line, mention, quote
from bot.views.reading_along import reading_along
from bot.views.shown import Block, Shown
from bot.views.status import answering
from bot.views.ticket_file import TicketFile

CALLBACK = "reply"

_WORDS = 10_000
_TEXT, _WAIT = "text", "wait"


@dataclass(frozen=True)
class ReplyForm:
    """With `wait` the ticket waits for the requester afterwards."""

    number: int
    text: str
    wait: bool


def render(file: TicketFile, author_id: str, text: str) -> Shown:
    """For the requester."""
    return _said(f"{answering(file) if file.outsiders else mention(author_id)} answers:", text)


def render_sent(author_id: str, text: str) -> Shown:
    """For the agents, who see in the thread of the card what went out."""
    return _said(f"{mention(author_id)} answered the requester:", text)


def _said(lead: str, text: str) -> Shown:
    return Shown(f"{lead} {line(text, 3_000)}", [section(lead), *quoted(text, _WORDS)])


def modal(file: TicketFile) -> Block:
    return _form(file, f"*{file.key}*, asked by {mention(file.ticket.requester_id)}:\n{quote(file.ticket.text)}")


def send_modal(file: TicketFile, text: str) -> Block:
    """The same form, with the words that an agent has written already in the thread of the card."""
    return _form(file, f"This goes to the requester of *{file.key}*.", text)


def read(view: Mapping[str, Any]) -> ReplyForm:
    """Raises InvalidForm when nothing was written."""
    text = form.typed_or_refused(view, _TEXT, "Write an answer first: it goes to the requester.")
    return ReplyForm(whole(form.about(view)), text, form.ticked(view, _WAIT))


def _form(file: TicketFile, lead: str, text: str = "") -> Block:
    answer = form.text_input(_TEXT, "Your answer (goes to the requester)", initial=text)
    wait = form.checkbox(_WAIT, "Afterwards", "Pause the clock until they answer")
    blocks = [section(lead), *reading_along(file), answer, wait]
    return form.modal(f"Reply to {file.key}", blocks, CALLBACK, "Send", about=str(file.ticket.number))
