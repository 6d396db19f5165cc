"""What a lead reads when promises ran out while nobody could tell them."""

from collections.abc import Sequence

from bot.sla.clock import Clock
from bot.views.blocks import section
from bot.views.mrkdwn import line
from bot.views.shown import Shown
from bot.views.ticket_file import TicketFile
from bot.views.warning import headline

_MOST = 15


def render(promises: Sequence[tuple[TicketFile, Clock]]) -> Shown:
    """Which they are, as things stand now; each has its own message in the thread."""
    count = f"{len(promises)} promises ran out, or are about to, while I could not tell you."
    listed = [f"• {line(file.ticket.priority, 40)} · {headline(file, clock)}" for file, clock in promises[:_MOST]]
    if len(promises) > _MOST:
        listed.append(f"… and {len(promises) - _MOST} more.")
    lead = f":alarm_clock: *{count}* They are in this thread, with their buttons."
    return Shown(f"{count} They are in this thread.", [section(lead), section("\n".join(listed))])
