"""An unanswered promise climbs the ladder of its segment: each step reaches its people once."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk import keep_clocks, lead_notices
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.tx import Tx
from bot.sla import transition
from bot.sla.clock import Clock
from bot.sla.escalation import Step, due_steps
from bot.sla.fold import fold
from bot.tickets.event import DESK, EventKind
from bot.tickets.ticket import Ticket


def climb(tx: Tx, desk: Desk, clock: Clock, now: datetime) -> bool:
    """Takes every step that is due: after downtime several at once, in one notice to each addressee. False when none
    is.
    """
    ladder = desk.policy.segment(clock.segment_id).escalation
    due = due_steps(ladder, fold(tx.clock_events(clock.id)), now)
    keys = [step.key for step in due.steps]
    if not keep_clocks.change(tx, desk, clock, lambda state: transition.escalate(state, keys, now)):
        return False
    ticket = tx.ticket(clock.ticket_id)
    to = _addressees(desk, ticket, due.steps)
    record(tx, desk, ticket, DESK, EventKind.ESCALATED, metric=clock.metric, steps=keys, to=to, late=due.late)
    lead_notices.say(tx, ticket, clock.id, to)
    return True


def _addressees(desk: Desk, ticket: Ticket, steps: Sequence[Step]) -> list[str]:
    """Channels by their ids, user groups by the ids of their people; each once, the requester never."""
    found: dict[str, None] = {}
    for step in steps:
        if step.to.startswith("#"):
            found[desk.directory.channel_id(step.to)] = None
        else:
            found |= dict.fromkeys(desk.directory.members(step.to.removeprefix("@")))
    found.pop(ticket.requester_id, None)
    return list(found)
