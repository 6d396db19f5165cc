"""The form with which an agent moves a ticket to another team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import section
from bot.views.clicked import whole
from bot.views.shown import Block
from bot.views.status import team
from bot.views.ticket_file import TicketFile

CALLBACK = "transfer"

_POOL, _REASON = "pool", "reason"


@dataclass(frozen=True)
class TransferForm:
    number: int
    pool_id: str
    reason: str


def modal(file: TicketFile, pools: Sequence[tuple[str, str]]) -> Block:
    """`pools` are ids and names; the one that has the ticket is left out."""
    others = [(pool_id, name) for pool_id, name in pools if pool_id != file.ticket.pool_id]
    title = f"Move {file.key}"
    if not others:
        return form.modal(title, [section("There is no other team to move it to.")])
    lead = section(f"*{file.key}* is with {team(file.pool_name)}. Its due times stay as they are.")
    where = form.select(_POOL, "Move it to", others)
    why = form.text_input(_REASON, "Why? (the new team reads this)")
    return form.modal(title, [lead, where, why], CALLBACK, "Move", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> TransferForm:
    """Raises InvalidForm when no team was chosen or no reason was given."""
    pool_id = form.chosen_or_refused(view, _POOL, "Choose the team that should have it.")
    reason = form.typed_or_refused(view, _REASON, "Say in a few words why: the new team reads it.")
    return TransferForm(whole(form.about(view)), pool_id, reason)
