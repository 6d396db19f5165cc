"""What the requester hears when their ticket is joined to another."""

from bot.views.blocks import section
from bot.views.company import with_others
from bot.views.shown import Shown
from bot.views.ticket import owner_of
from bot.views.ticket_file import TicketFile


def render(file: TicketFile) -> Shown:
    """It may have been taken out again before this is said."""
    words = with_others(file) or f"{file.key} is with {owner_of(file)}."
    return Shown(words, [section(words.replace(file.key, f"*{file.key}*", 1))])
