"""The form with which an agent says what a ticket is really about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import section
from bot.views.clicked import whole
from bot.views.mrkdwn import line, quote
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

CALLBACK = "categorise"

_CATEGORY = "category"


@dataclass(frozen=True)
class CategoryForm:
    number: int
    category_id: str


def modal(file: TicketFile, categories: Sequence[tuple[str, str]]) -> Block:
    """`categories` are ids and names; the one that it is taken for is left out."""
    others = [(category_id, name) for category_id, name in categories if category_id != file.ticket.category_id]
    asked = f"*{file.key}* is taken for *{line(file.category_name)}*:\n{quote(file.ticket.text)}"
    if not others:
        return form.modal(f"About {file.key}", [section(f"{asked}\nThere is nothing else that it could be about.")])
    blocks = [section(asked), form.select(_CATEGORY, "What is it really about?", others)]
    return form.modal(f"About {file.key}", blocks, CALLBACK, "Correct", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> CategoryForm:
    """Raises InvalidForm when nothing was chosen."""
    category_id = form.chosen_or_refused(view, _CATEGORY, "Choose what it is about.")
    return CategoryForm(whole(form.about(view)), category_id)
