"""What a lead reads when promises ran out while nobody could tell them."""

from collections.abc import Sequence

from bot.sla.clock import Clock
from bot.views.blocks import section
from bot.views.mrkdwn import line
from bot.views.shown import Shown
from bot.views.ticket_file import TicketFile
from bot.views.warning import headline

LISTED = 15


def render(listed: Sequence[tuple[TicketFile, Clock]], count: int, with_buttons: int) -> Shown:
    """How many they are, and the first of them as things stand now; so many have their own message in the thread."""
    promises = "A promise ran out, or is" if count == 1 else f"{count} promises ran out, or are"
    told = f"{promises} about to, while I could not tell you."
    where = "It is in this thread" if count == 1 else "They are in this thread"
    if count > with_buttons:
        where = f"The oldest {with_buttons} are in this thread, the others in their teams’ channels"
    lines = [f"• {line(file.ticket.priority, 40)} · {headline(file, clock)}" for file, clock in listed]
    if count > len(listed):
        lines.append(f"… and {count - len(listed)} more.")
    lead = f":alarm_clock: *{told}* {where}, with {'its' if count == 1 else 'their'} buttons."
    return Shown(f"{told} {where}.", [section(lead), section("\n".join(lines))])
