"""On the card: what the requester would have been offered, and whether that would have been right."""

from collections.abc import Mapping
from typing import Any

from bot.views.blocks import actions, button, context
from bot.views.clicked import number_of
from bot.views.mrkdwn import line
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

FITS = "suggestion_fits"
MISFITS = "suggestion_misfits"

_VERDICTS = {True: "it would have been right", False: "it would have been wrong"}


def asked(file: TicketFile) -> list[Block]:
    """Nothing where nothing was kept back from the requester."""
    if file.suggestion is None:
        return []
    kept_back = f"*Kept back from the requester:* “{line(file.suggestion.title, 120)}”"
    if file.suggestion.fitted is not None:
        return [context(f"{kept_back}: {_VERDICTS[file.suggestion.fitted]}.")]
    value = str(file.ticket.number)
    buttons = [button("Would have solved it", FITS, value), button("Would not", MISFITS, value)]
    return [context(f"{kept_back}. Would it have solved this?"), *actions(buttons)]


def read(action: Mapping[str, Any]) -> int:
    """The number of the ticket. Raises a Refusal when the click does not carry one."""
    return number_of(action)
