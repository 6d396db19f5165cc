"""What the requester hears when a ticket is solved."""

from bot.views.blocks import section
from bot.views.shown import Shown
from bot.views.ticket import reopening
from bot.views.ticket_file import TicketFile


def render(file: TicketFile) -> Shown:
    """What the agent wrote about it stands above, as an answer of its own."""
    ending = reopening(file)
    return Shown(f"{file.key} is solved. {ending}", [section(f":white_check_mark: *{file.key}* is solved. {ending}")])
