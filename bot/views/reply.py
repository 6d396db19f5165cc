"""An agent's words to the requester, and the form in which they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.tickets.lifecycle import Move, can_move
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


def modal(file: TicketFile, external_id: str = "") -> Block:
    """With `external_id` the view can be updated without knowing the id that Slack gave it."""
    asked = section(f"*{file.key}*, asked by {mention(file.ticket.requester_id)}:\n{quote(file.ticket.text)}")
    view = _form(file.key, file.ticket.number, [asked, *_inputs("", file)])
    return view | ({"external_id": external_id} if external_id else {})


def send_modal(file_key: str, number: int, text: str) -> Block:
    """The same form, with the words that an agent already wrote elsewhere."""
    return _form(file_key, number, [section(f"This goes to the requester of *{file_key}*."), *_inputs(text)])


def read(view: Mapping[str, Any]) -> ReplyForm:
    """Raises InvalidForm when nothing was written."""
    text = form.typed_or_refused(view, _TEXT, "Write an answer first: it goes to the requester.")
    return ReplyForm(whole(form.about(view)), text, form.ticked(view, _WAIT))


def _form(key: str, number: int, blocks: list[Block]) -> Block:
    return form.modal(f"Reply to {key}", blocks, CALLBACK, "Send", about=str(number))


def _inputs(text: str, file: TicketFile | None = None) -> list[Block]:
    inputs = [form.text_input(_TEXT, "Your answer", initial=text)]
    if file is None or can_move(file.ticket, Move.REPLY):
        inputs.append(form.checkbox(_WAIT, "Afterwards", "Pause the clock until they answer"))
    return inputs
