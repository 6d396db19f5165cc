"""What the requester hears when a ticket is solved."""

from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line
from bot.views.shown import Shown
from bot.views.ticket import reopening
from bot.views.ticket_file import TicketFile

_NOTE = 8_000


def render(file: TicketFile, note: str = "") -> Shown:
    """`note` is what the agent wrote about it, if it was not sent before."""
    ending = reopening(file)
    blocks = [section(f":white_check_mark: *{file.key}* is solved."), *(quoted(note, _NOTE) if note.strip() else [])]
    return Shown(f"{file.key} is solved. {line(note, 2_500)} {ending}".replace("  ", " "), [*blocks, section(ending)])
