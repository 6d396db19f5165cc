"""The open tickets of an agent's teams."""

from collections.abc import Sequence

from bot.views.blocks import context, section
from bot.views.shown import Shown
from bot.views.ticket_file import TicketFile
from bot.views.ticket_line import by_due, for_agent

_MOST = 12


def render(files: Sequence[TicketFile]) -> Shown:
    """The first due first."""
    if not files:
        empty = "The queue is empty: no ticket is open in your teams."
        return Shown(empty, [section(empty)])
    lead = f"{len(files)} open, the first due first" if len(files) > 1 else "1 open ticket"
    ordered = by_due(files)
    more = len(files) - _MOST
    rest = [context(f"{more} more: you find them all in my Home tab.")] if more > 0 else []
    keys = ", ".join(file.key for file in ordered[:_MOST])
    tickets = [section(for_agent(file)) for file in ordered[:_MOST]]
    return Shown(f"{lead}: {keys}.", [section(f"*{lead}*"), *tickets, *rest])
