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

_POOL, _REASON, _CATEGORY = "pool", "reason", "category"
_REALLY = "What is it really about? (I learn from it)"


@dataclass(frozen=True)
class TransferForm:
    """`category_id` is None where the ticket is about what it was taken for."""

    number: int
    pool_id: str
    reason: str
    category_id: str | None = None


def modal(file: TicketFile, pools: Sequence[tuple[str, str]], categories: Sequence[tuple[str, str]] = ()) -> Block:
    """Ids and names; the pool that has the ticket is left out, and so is the category that it is taken for."""
    others = [(pool_id, name) for pool_id, name in pools if pool_id != file.ticket.pool_id]
    title = f"Move {file.key}"
    if not others:
        return form.modal(title, [section("There is no other team to move it to.")])
    lead = section(f"*{file.key}* is with {team(file.pool_name)}. Its due times stay as they are.")
    where = form.select(_POOL, "Move it to", others)
    why = form.text_input(_REASON, "Why? (the new team reads this)")
    others_about = [(category_id, name) for category_id, name in categories if category_id != file.ticket.category_id]
    about = [form.select(_CATEGORY, _REALLY, others_about, optional=True)] if others_about else []
    return form.modal(title, [lead, where, *about, why], CALLBACK, "Move", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> TransferForm:
    """Raises InvalidForm when no team was chosen or no reason was given."""
    pool_id = form.chosen_or_refused(view, _POOL, "Choose the team that should have it.")
    reason = form.typed_or_refused(view, _REASON, "Say in a few words why: the new team reads it.")
    return TransferForm(whole(form.about(view)), pool_id, reason, form.chosen(view, _CATEGORY))
