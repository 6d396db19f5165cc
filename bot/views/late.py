"""What a lead reads when promises ran out while nobody could tell them."""

from collections.abc import Sequence

from bot.sla.clock import Clock
from bot.views.blocks import section
from bot.views.mrkdwn import line
from bot.views.shown import Shown
from bot.views.ticket_file import TicketFile
from bot.views.warning import headline

LISTED = 15


def render(listed: Sequence[tuple[TicketFile, Clock]], count: int) -> Shown:
    """How many they are, and the first of them as things stand now; each has its own message in the thread."""
    told = f"{count} promises ran out, or are about to, while I could not tell you."
    lines = [f"• {line(file.ticket.priority, 40)} · {headline(file, clock)}" for file, clock in listed]
    if count > len(listed):
        lines.append(f"… and {count - len(listed)} more.")
    lead = f":alarm_clock: *{told}* They are in this thread, with their buttons."
    return Shown(f"{told} They are in this thread.", [section(lead), section("\n".join(lines))])
