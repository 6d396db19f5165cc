"""Who reads what is said to the requester: an agent must know before they answer."""

from bot.views.blocks import context
from bot.views.mrkdwn import channel
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile


def reading_along(file: TicketFile) -> list[Block]:
    """Nothing where the requester alone reads the answers."""
    words = _words(file)
    return [context(words)] if words else []


def _words(file: TicketFile) -> str:
    if file.asked_in is None:
        outsider = ":warning: Your answer leaves the house: write only what people of another company may know."
        return outsider if file.outsiders else ""
    place = f"It was asked in {channel(file.asked_in)}, where everybody reads the answers"
    return f":warning: {place}, people of another company too." if file.outsiders else f":eyes: {place}."
