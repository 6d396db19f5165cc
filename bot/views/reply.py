"""An agent's words to the requester, and the form in which they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import quoted, section
from bot.views.clicked import whole
from bot.views.mrkdwn import line, mention, quote
from bot.views.shown import Block, Shown
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


def render(author_id: str, text: str, sent: bool = False) -> Shown:
    """For the requester; with `sent`, for the agents who see in the card's thread what went out."""
    lead = f"{mention(author_id)} answered the requester:" if sent else f"{mention(author_id)} answers:"
    return Shown(f"{lead} {line(text, 3_000)}", [section(lead), *quoted(text, _WORDS)])


def modal(file: TicketFile) -> Block:
    asked = f"*{file.key}*, asked by {mention(file.ticket.requester_id)}:\n{quote(file.ticket.text)}"
    return _form(file.key, file.ticket.number, asked)


def send_modal(key: str, number: int, text: str) -> Block:
    """The same form, with the words that an agent has written already in the thread of the card."""
    return _form(key, number, f"This goes to the requester of *{key}*.", text)


def read(view: Mapping[str, Any]) -> ReplyForm:
    """Raises InvalidForm when nothing was written."""
    text = form.typed_or_refused(view, _TEXT, "Write an answer first: it goes to the requester.")
    return ReplyForm(whole(form.about(view)), text, form.ticked(view, _WAIT))


def _form(key: str, number: int, lead: str, text: str = "") -> Block:
    answer = form.text_input(_TEXT, "Your answer (goes to the requester)", initial=text)
    wait = form.checkbox(_WAIT, "Afterwards", "Pause the clock until they answer")
    return form.modal(f"Reply to {key}", [section(lead), answer, wait], CALLBACK, "Send", about=str(number))
