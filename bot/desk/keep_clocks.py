"""The clocks of a ticket follow what happens to it, and wake up when something is to be done about them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.segments.decide import SegmentDecision
from bot.sla import transition
from bot.sla.clock import Clock, ClockEvent, ClockEventKind
from bot.sla.clock_state import ClockState
from bot.sla.escalation import next_step
from bot.sla.fold import fold, refresh
from bot.sla.quiet import quiet_until
from bot.sla.target import Goal, Metric, strictest
from bot.tickets.ticket import Ticket

Change = Callable[[ClockState], list[ClockEvent]]


class Coming(NamedTuple):
    """What is to be recorded of a clock, and when."""

    kind: ClockEventKind
    at: datetime


def start(tx: Tx, desk: Desk, ticket: Ticket, segment_ids: Sequence[str]) -> None:
    """Starts first response and resolution at the requester's first message; the strictest matching segment sets
    each.
    """
    _start(tx, desk, ticket, (Metric.FIRST_RESPONSE, Metric.RESOLUTION), ticket.started_at, segment_ids)


def expect_answer(tx: Tx, desk: Desk, ticket: Ticket, at: datetime) -> None:
    """Starts next response, unless the requester waits for an answer already. The strictest of the segments that
    matched when they asked sets this one too.
    """
    answers = [clock for clock in tx.clocks_of(ticket.number) if clock.metric is not Metric.RESOLUTION]
    if all(fold(tx.clock_events(clock.id)).is_over for clock in answers):
        decision = SegmentDecision.model_validate(tx.request(ticket.request_id).decision)
        _start(tx, desk, ticket, (Metric.NEXT_RESPONSE,), at, promising(ticket, decision))


def fulfil(tx: Tx, desk: Desk, ticket: Ticket, metric: Metric, at: datetime) -> None:
    """`at` decides whether it was in time."""
    for clock in tx.clocks_of(ticket.number):
        if clock.metric is metric:
            change(tx, desk, clock, lambda state: transition.fulfil(state, at))


def follow(tx: Tx, desk: Desk, ticket: Ticket, at: datetime) -> None:
    """Clocks pause or go on, as the state asks for in which the ticket is now."""
    for clock in tx.clocks_of(ticket.number):
        change(tx, desk, clock, lambda state: transition.follow(state, ticket.status, at))


def settle(tx: Tx, desk: Desk, ticket: Ticket, at: datetime) -> None:
    """The ticket is solved: its resolution is met, and nobody waits for a response any more."""
    fulfil(tx, desk, ticket, Metric.RESOLUTION, at)
    for clock in tx.clocks_of(ticket.number):
        if clock.metric is not Metric.RESOLUTION:
            change(tx, desk, clock, lambda state: transition.cancel(state, at, "solved"))


def reopen(tx: Tx, desk: Desk, ticket: Ticket, at: datetime) -> None:
    """Resolution goes on with what had elapsed."""
    for clock in tx.clocks_of(ticket.number):
        change(tx, desk, clock, lambda state: transition.reopen(state, at))


def acknowledge(tx: Tx, desk: Desk, ticket: Ticket, by: str) -> None:
    """Somebody has taken the ticket's warnings on."""
    for clock in tx.clocks_of(ticket.number):
        change(tx, desk, clock, lambda state: transition.acknowledge(state, desk.now(), by))


def promising(ticket: Ticket, decision: SegmentDecision) -> Sequence[str]:
    """The segments whose promises hold: all that matched, or the one that somebody has put in their place."""
    return decision.matching_ids if ticket.segment_id == decision.winner else (ticket.segment_id,)


def retarget(tx: Tx, desk: Desk, ticket: Ticket, segment_ids: Sequence[str]) -> None:
    """What has elapsed stays, the targets become those of these segments. Where they promise nothing the clock ends;
    a resolution that nobody had promised before is promised from now on.
    """
    clocks = tx.clocks_of(ticket.number)
    for clock in clocks:
        goals = desk.policy.goals(segment_ids, ticket.priority, clock.metric)
        change(tx, desk, clock, partial(_retarget, goals=goals, at=desk.now()))
    if all(clock.metric is not Metric.RESOLUTION for clock in clocks):
        _start(tx, desk, ticket, (Metric.RESOLUTION,), desk.now(), segment_ids)
        follow(tx, desk, ticket, desk.now())


def _retarget(state: ClockState, *, goals: Sequence[Goal], at: datetime) -> list[ClockEvent]:
    if not goals:
        return transition.cancel(state, at, "not promised any more")
    return transition.retarget(state, strictest(goals, state.started_at), at)


def change(tx: Tx, desk: Desk, clock: Clock, what: Change) -> bool:
    """Appends what the change adds and brings the clock's row up to date. False when it adds nothing."""
    events = tx.clock_events(clock.id)
    added = what(fold(events))
    if not added:
        return False
    for event in added:
        tx.add(event)
    state = fold([*events, *added])
    refresh(clock, state)
    set_to_wake(tx, desk, clock, state)
    return True


def coming(desk: Desk, state: ClockState, now: datetime) -> list[Coming]:
    """What is to be recorded of the clock, the next first, unless something happens to it."""
    ladder = desk.policy.segment(state.goal.segment_id).escalation
    times = {
        ClockEventKind.WARN: _warn_at(desk, state, now),
        ClockEventKind.BREACH: state.breach_at,
        ClockEventKind.ESCALATE: next_step(ladder, state),
    }
    return sorted((Coming(kind, at) for kind, at in times.items() if at is not None), key=attrgetter("at"))


def set_to_wake(tx: Tx, desk: Desk, clock: Clock, state: ClockState) -> None:
    """At what comes next by the policy of now: another policy counts when something happens to it, or it wakes up."""
    comes_next = next(iter(coming(desk, state, desk.now())), None)
    tx.wake(clock, comes_next.at if comes_next else None)


def _warn_at(desk: Desk, state: ClockState, now: datetime) -> datetime | None:
    """At night it waits while the clock stands still; once the deadline has passed there is nothing to warn of."""
    if state.warn_at is None or state.warn_at > now:
        return state.warn_at
    if state.is_overdue(now):
        return None
    morning = quiet_until(now, state.goal.calendar, desk.policy.calendars[desk.policy.desk.calendar])
    return morning if morning > now else state.warn_at


def _start(
    tx: Tx, desk: Desk, ticket: Ticket, metrics: Sequence[Metric], at: datetime, segment_ids: Sequence[str]
) -> None:
    goals = {metric: desk.policy.goals(segment_ids, ticket.priority, metric) for metric in metrics}
    started = [
        transition.start(ticket.number, metric, strictest(promised, at), at)
        for metric, promised in goals.items()
        if promised
    ]
    for clock, activation in started:
        set_to_wake(tx, desk, clock, fold([activation]))
    if started:
        tx.add(*(clock for clock, _ in started))
        tx.add(*(activation for _, activation in started))
