"""The form with which a lead gives a ticket to somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import section
from bot.views.clicked import whole
from bot.views.shown import Block
from bot.views.status import standing
from bot.views.ticket_file import TicketFile

CALLBACK = "reassign"

_AGENT = "agent"


@dataclass(frozen=True)
class ReassignForm:
    number: int
    agent_id: str


def modal(file: TicketFile, agents: Sequence[tuple[str, str]]) -> Block:
    """`agents` are ids and names; whoever has the ticket is left out, and so is its requester."""
    taken = (file.ticket.assignee_id, file.ticket.requester_id)
    others = [(person_id, name) for person_id, name in agents if person_id not in taken]
    title = f"Reassign {file.key}"
    if not others:
        return form.modal(title, [section("There is nobody else in the team to give it to.")])
    blocks = [section(f"*{file.key}*: {standing(file)}"), form.select(_AGENT, "Give it to", others)]
    return form.modal(title, blocks, CALLBACK, "Reassign", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> ReassignForm:
    """Raises InvalidForm when nobody was chosen."""
    agent_id = form.chosen_or_refused(view, _AGENT, "Choose who should have it.")
    return ReassignForm(whole(form.about(view)), agent_id)
