"""From the events of a clock, and from nothing else, to how it stands."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.sla.clock import Clock, ClockEvent, ClockEventKind, Phase
from bot.sla.clock_state import ClockState, Stretch
from bot.sla.target import Goal, Metric


def fold(events: Iterable[ClockEvent]) -> ClockState:
    """The clock after these events, taken in the order in which they happened.

    That need not be the order in which they were recorded: an answer given in time and recorded late is no breach.
    """
    first, *rest = sorted(events, key=lambda event: (event.at, event.sequence))
    state = _activated(first)
    for event in rest:
        state = _HANDLERS[event.kind](_breached_by(state, event.at), event)
    return replace(state, length=1 + len(rest))


def refresh(clock: Clock, state: ClockState) -> None:
    """Writes onto the row how its clock stands."""
    clock.state = state.phase
    clock.segment_id = state.goal.segment_id
    clock.calendar = state.goal.calendar_name
    clock.target_seconds = state.goal.target.total_seconds()
    clock.lead_seconds = state.goal.lead.total_seconds()
    clock.counted_seconds = state.counted.total_seconds()
    clock.due_at = state.due_at
    clock.warn_at = state.warn_at
    clock.fulfilled_at = state.fulfilled_at
    clock.first_fulfilled_at = state.first_fulfilled_at
    clock.breached_at = state.breached_at
    clock.by_retarget = state.by_retarget
    clock.warned = state.alarm.warned_for is not None


def _activated(event: ClockEvent) -> ClockState:
    goal = Goal.from_json(event.details)
    return ClockState(
        clock_id=event.clock_id,
        metric=Metric(event.details["metric"]),
        goal=goal,
        started_at=event.at,
        since=event.at,
        due_at=goal.calendar.add(event.at, goal.target),
    )


def _breached_by(state: ClockState, at: datetime) -> ClockState:
    return replace(state, breached_at=state.due_at) if state.is_overdue(at) else state


def _advanced(state: ClockState, at: datetime) -> ClockState:
    stretch = Stretch(state.since, at, state.running, state.goal.calendar)
    return replace(state, since=at, counted=state.elapsed(at), stretches=(*state.stretches, stretch))


def _with_deadline(state: ClockState) -> ClockState:
    """A missed deadline stays; else it is where the target will be reached, and nowhere while the clock stands."""
    if state.breached_at is not None:
        return state
    if not state.running:
        return replace(state, due_at=None)
    return replace(state, due_at=state.goal.calendar.add(state.since, state.goal.target - state.counted))


def _paused(state: ClockState, event: ClockEvent) -> ClockState:
    if not state.running:
        return state
    return _with_deadline(replace(_advanced(state, event.at), running=False))


def _resumed(state: ClockState, event: ClockEvent) -> ClockState:
    if state.running or state.cancelled_at is not None:
        return state
    return _with_deadline(replace(_advanced(state, event.at), running=True, fulfilled_at=None))


def _fulfilled(state: ClockState, event: ClockEvent) -> ClockState:
    if state.is_over:
        return state
    return replace(
        _advanced(state, event.at),
        running=False,
        fulfilled_at=event.at,
        first_fulfilled_at=state.first_fulfilled_at or event.at,
    )


def _retargeted(state: ClockState, event: ClockEvent) -> ClockState:
    """With no time left under the new target, the clock is breached by the change, at the moment of the change."""
    if state.phase not in (Phase.RUNNING, Phase.PAUSED):
        return state
    moved = replace(_advanced(state, event.at), goal=Goal.from_json(event.details))
    if moved.counted >= moved.goal.target:
        return replace(moved, due_at=event.at, breached_at=event.at, by_retarget=True)
    return _with_deadline(moved)


def _cancelled(state: ClockState, event: ClockEvent) -> ClockState:
    if state.is_over:
        return state
    return _with_deadline(replace(_advanced(state, event.at), running=False, cancelled_at=event.at))


def _warned(state: ClockState, event: ClockEvent) -> ClockState:
    return replace(state, alarm=state.alarm.rung(datetime.fromisoformat(event.details["due_at"])))


def _acknowledged(state: ClockState, _event: ClockEvent) -> ClockState:
    return replace(state, alarm=state.alarm.answered())


def _snoozed(state: ClockState, event: ClockEvent) -> ClockState:
    return replace(state, alarm=state.alarm.snoozed(datetime.fromisoformat(event.details["until"])))


def _breach_recorded(state: ClockState, event: ClockEvent) -> ClockState:
    """The record alone breaches nothing: a pause or an answer that was earlier, and recorded later, has undone it."""
    if state.phase is Phase.RUNNING and state.due_at is not None and state.due_at <= event.at:
        state = replace(state, breached_at=state.due_at)
    return replace(state, breach_recorded=state.breached_at is not None)


def _escalated(state: ClockState, event: ClockEvent) -> ClockState:
    return replace(state, steps_taken=state.steps_taken | set(event.details["steps"]))


_HANDLERS: dict[ClockEventKind, Callable[[ClockState, ClockEvent], ClockState]] = {
    ClockEventKind.PAUSE: _paused,
    ClockEventKind.RESUME: _resumed,
    ClockEventKind.FULFIL: _fulfilled,
    ClockEventKind.RETARGET: _retargeted,
    ClockEventKind.CANCEL: _cancelled,
    ClockEventKind.WARN: _warned,
    ClockEventKind.ACKNOWLEDGE: _acknowledged,
    ClockEventKind.SNOOZE: _snoozed,
    ClockEventKind.BREACH: _breach_recorded,
    ClockEventKind.ESCALATE: _escalated,
}
