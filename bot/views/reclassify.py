"""The form with which an agent says that a ticket belongs to another segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import form
from bot.views.blocks import section
from bot.views.clicked import whole
from bot.views.mrkdwn import clause, line
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

CALLBACK = "reclassify"

_SEGMENT, _REASON = "segment", "reason"


@dataclass(frozen=True)
class ReclassifyForm:
    number: int
    segment_id: str
    reason: str


def modal(file: TicketFile, segments: Sequence[tuple[str, str]]) -> Block:
    """`segments` are ids and names; the one that the ticket has is left out."""
    others = [(segment_id, name) for segment_id, name in segments if segment_id != file.ticket.segment_id]
    title = f"Change {file.key}"
    if not others:
        return form.modal(title, [section("There is no other segment.")])
    why = f"because {clause(file.decision.reason)}"
    lead = section(
        f"*{file.key}* is in the segment {line(file.segment_name)}, {why}. Another one changes priority and due times: "
        "what has elapsed counts, and a promise that was kept or broken stays so. The team stays; Transfer moves it."
    )
    where = form.select(_SEGMENT, "It belongs to", others)
    reason = form.text_input(_REASON, "Why? (stands in the ticket's history)")
    return form.modal(title, [lead, where, reason], CALLBACK, "Change", about=str(file.ticket.number))


def read(view: Mapping[str, Any]) -> ReclassifyForm:
    """Raises InvalidForm when no segment was chosen or no reason was given."""
    segment_id = form.chosen_or_refused(view, _SEGMENT, "Choose the segment that it belongs to.")
    reason = form.typed_or_refused(view, _REASON, "Say in a few words why: it stands in the history.")
    return ReclassifyForm(whole(form.about(view)), segment_id, reason)
