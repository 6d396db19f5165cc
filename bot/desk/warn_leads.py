"""A promise is about to run out: the leads of the segment hear of it in time to act."""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.sla import transition
from bot.sla.clock import Clock, Phase
from bot.sla.fold import fold
from bot.sla.quiet import quiet_until
from bot.tickets.event import DESK, EventKind
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind


def warn_leads(tx: Tx, desk: Desk, clock_id: str) -> None:
    """Warns the leads, unless the clock was met or paused meanwhile; at night it waits while the clock stands still."""
    clock = tx.clock(clock_id)
    if clock is None:
        return
    now = desk.now()
    hours = fold(tx.clock_events(clock_id)).goal.calendar
    quiet = quiet_until(now, hours, desk.policy.calendars[desk.policy.desk.calendar])
    if quiet > now:
        tx.set_timer(TimerKind.WARN, clock_id, quiet)
        return
    if not keep_clocks.change(tx, desk, clock, lambda state: transition.warn(state, now)):
        return
    ticket = tx.ticket(clock.ticket_id)
    leads = leads_of(desk, ticket)
    record(tx, desk, ticket, DESK, EventKind.WARNED, metric=clock.metric, to=list(leads))
    lead_notices.say(tx, ticket, clock.id, list(leads))


def leads_of(desk: Desk, ticket: Ticket) -> Sequence[str]:
    """The leads of the ticket's segment, the requester left out."""
    members = desk.directory.members(desk.policy.leads_of(ticket.segment_id))
    return [lead for lead in members if lead != ticket.requester_id]


async def snooze(desk: Desk, actor: Actor, number: int, clock_id: str) -> None:
    """A lead wants to be warned again a little later."""
    await desk.transact(lambda tx: _snooze(tx, desk, actor, tx.ticket(number), clock_id))


def _snooze(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, clock_id: str) -> None:
    actor.check(Role.LEAD)
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


def breach(tx: Tx, desk: Desk, clock_id: str) -> None:
    """A promise was broken at its deadline, unless it was kept, paused or moved in the meantime."""
    clock = tx.clock(clock_id)
    if clock is None or not keep_clocks.change(tx, desk, clock, lambda state: transition.breach(state, desk.now())):
        return
    ticket = tx.ticket(clock.ticket_id)
    is_taken_on = fold(tx.clock_events(clock_id)).alarm.acknowledged
    told = lead_notices.mark_overdue(tx, ticket, clock_id, [] if is_taken_on else list(leads_of(desk, ticket)))
    cause = record(tx, desk, ticket, DESK, EventKind.BREACHED, metric=clock.metric, to=told)
    refresh(tx, desk, ticket, cause)
