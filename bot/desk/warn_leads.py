"""A promise is about to run out: the leads of the segment hear of it in time to act."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.sla import transition
from bot.sla.clock import Clock, Phase
from bot.sla.fold import fold
from bot.tickets.event import DESK, EventKind
from bot.tickets.ticket import Ticket


def warn_leads(tx: Tx, desk: Desk, clock: Clock, now: datetime) -> bool:
    """Warns the leads; False when there is nothing to warn of."""
    if not keep_clocks.change(tx, desk, clock, lambda state: transition.warn(state, now)):
        return False
    ticket = tx.ticket(clock.ticket_id)
    leads = leads_of(desk, ticket)
    record(tx, desk, ticket, DESK, EventKind.WARNED, metric=clock.metric, to=list(leads))
    lead_notices.say(tx, ticket, clock.id, list(leads))
    return True


def leads_of(desk: Desk, ticket: Ticket) -> Sequence[str]:
    """The leads of the ticket's segment, the requester left out."""
    members = desk.directory.members(desk.policy.leads_of(ticket.segment_id))
    return [lead for lead in members if lead != ticket.requester_id]


async def snooze(desk: Desk, actor: Actor, number: int, clock_id: str) -> None:
    """A lead wants to be warned again a little later."""
    await desk.transact(lambda tx: _snooze(tx, desk, actor, tx.ticket(number), clock_id))


def _snooze(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, clock_id: str) -> None:
    actor.check(Role.LEAD)
    check_not_own(actor, ticket)
    clock = _clock_of(tx, ticket, clock_id)
    if clock.state is Phase.BREACHED:
        raise Refusal(f"{desk.key(ticket.number)} is overdue already: take it, or give it to somebody.")
    delay, now = _snooze_length(desk, clock), desk.now()
    if not keep_clocks.change(tx, desk, clock, lambda state: transition.snooze(state, now + delay, now, actor.id)):
        raise Refusal(f"There is nothing to snooze: {desk.key(ticket.number)} was answered in the meantime.")
    record(tx, desk, ticket, actor.id, EventKind.SNOOZED, metric=clock.metric)
    length = f"{max(1, round(delay.total_seconds() / 60))} min"
    lead_notices.postpone(tx, ticket, clock_id, f"<@{actor.id}> snoozed this for {length}.")


def _snooze_length(desk: Desk, clock: Clock) -> timedelta:
    """As the policy says, but the warning always comes back before the promise is broken."""
    left = clock.due_at - desk.now() if clock.due_at is not None else timedelta.max
    return min(desk.policy.desk.snooze, left / 2)


def _clock_of(tx: Tx, ticket: Ticket, clock_id: str) -> Clock:
    clock = tx.clock(clock_id)
    if clock is None or clock.ticket_id != ticket.number:
        raise Refusal("That warning is not of this ticket any more.")
    return clock


def breach(tx: Tx, desk: Desk, clock: Clock, now: datetime) -> bool:
    """A promise was broken at its deadline; False when it was kept, paused or moved."""
    if not keep_clocks.change(tx, desk, clock, lambda state: transition.breach(state, now)):
        return False
    ticket = tx.ticket(clock.ticket_id)
    is_taken_on = fold(tx.clock_events(clock.id)).alarm.acknowledged
    told = lead_notices.mark_overdue(tx, ticket, clock.id, [] if is_taken_on else list(leads_of(desk, ticket)))
    cause = record(tx, desk, ticket, DESK, EventKind.BREACHED, metric=clock.metric, to=told)
    refresh(tx, desk, ticket, cause)
    return True
