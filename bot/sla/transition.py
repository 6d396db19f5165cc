"""What may happen to a clock: each function returns the events to append, and none when there is nothing to do.

The caller folds the clock's events, appends what it gets and folds again: `refresh(clock, fold([*events, *added]))`.
"""

from datetime import datetime
from typing import Any

from bot.sla.clock import Clock, ClockEvent, ClockEventKind, Phase
from bot.sla.clock_state import ClockState
from bot.sla.fold import fold, refresh
from bot.sla.target import Goal, Metric
from bot.tickets.ticket import Status

PAUSES: dict[Metric, frozenset[Status]] = {
    Metric.FIRST_RESPONSE: frozenset(),
    Metric.NEXT_RESPONSE: frozenset(),
    Metric.RESOLUTION: frozenset({Status.WAITING_ON_REQUESTER, Status.WAITING_FOR_APPROVAL}),
}
"""In which states of its ticket a clock stands still."""


def start(ticket_id: int, metric: Metric, goal: Goal, at: datetime) -> tuple[Clock, ClockEvent]:
    """A running clock and its first event; `at` is when the requester first asked. Raises `NeverDue`."""
    clock = Clock(
        ticket_id=ticket_id,
        metric=metric,
        segment_id=goal.segment_id,
        calendar=goal.calendar_name,
        target_seconds=goal.target.total_seconds(),
        lead_seconds=goal.lead.total_seconds(),
        started_at=at,
    )
    activation = ClockEvent(
        clock_id=clock.id,
        sequence=0,
        at=at,
        kind=ClockEventKind.ACTIVATE,
        details={"metric": metric.value, **goal.to_json()},
    )
    refresh(clock, fold([activation]))
    return clock, activation


def follow(state: ClockState, status: Status, at: datetime) -> list[ClockEvent]:
    """Pauses or resumes the clock as its ticket's new state asks for."""
    return pause(state, at, status) if status in PAUSES[state.metric] else resume(state, at)


def pause(state: ClockState, at: datetime, reason: str) -> list[ClockEvent]:
    """Nothing for a clock that never pauses, stands already or is over."""
    if not state.running or not PAUSES[state.metric]:
        return []
    return [_event(state, ClockEventKind.PAUSE, at, reason=reason)]


def resume(state: ClockState, at: datetime) -> list[ClockEvent]:
    """`at` is when the requester answered, or when the ticket left the state in which it waited."""
    return [_event(state, ClockEventKind.RESUME, at)] if state.is_paused else []


def fulfil(state: ClockState, at: datetime) -> list[ClockEvent]:
    """`at` is when the answer was sent or the ticket solved: it alone decides whether that was in time."""
    return [] if state.is_over else [_event(state, ClockEventKind.FULFIL, at)]


def reopen(state: ClockState, at: datetime) -> list[ClockEvent]:
    """A resolution goes on with what had elapsed; a response that was given stays as it was."""
    if state.metric is not Metric.RESOLUTION or state.fulfilled_at is None:
        return []
    return [_event(state, ClockEventKind.RESUME, at, reopened=True)]


def retarget(state: ClockState, goal: Goal, at: datetime) -> list[ClockEvent]:
    """Keeps what has elapsed and swaps the target; a clock that was met or breached is never rewritten."""
    if state.phase not in (Phase.RUNNING, Phase.PAUSED) or state.is_overdue(at) or goal == state.goal:
        return []
    return [_event(state, ClockEventKind.RETARGET, at, **goal.to_json())]


def cancel(state: ClockState, at: datetime, reason: str) -> list[ClockEvent]:
    """Nobody waits for it any more. A breach stays one."""
    return [] if state.is_over else [_event(state, ClockEventKind.CANCEL, at, reason=reason)]


def warn(state: ClockState, now: datetime) -> list[ClockEvent]:
    """Nothing before the warning is due, and nothing once the deadline has passed: then it is a breach."""
    if state.warn_at is None or state.due_at is None or now < state.warn_at or state.is_overdue(now):
        return []
    return [_event(state, ClockEventKind.WARN, now, due_at=state.due_at.isoformat())]


def acknowledge(state: ClockState, at: datetime, by: str) -> list[ClockEvent]:
    """A person has taken a warning on: steps before the deadline are not needed any more."""
    if state.is_over or state.alarm.acknowledged:
        return []
    return [_event(state, ClockEventKind.ACKNOWLEDGE, at, by=by)]


def snooze(state: ClockState, until: datetime, at: datetime, by: str) -> list[ClockEvent]:
    """Warns again then, if the deadline has not come first."""
    if state.phase is not Phase.RUNNING:
        return []
    return [_event(state, ClockEventKind.SNOOZE, at, until=until.isoformat(), by=by)]


def breach(state: ClockState, now: datetime) -> list[ClockEvent]:
    """A breach is recorded once, and dated when it happened, however late it is noticed."""
    missed = state.due_at if state.is_overdue(now) else state.breached_at
    if missed is None or state.breach_recorded:
        return []
    return [_event(state, ClockEventKind.BREACH, missed, by_retarget=state.by_retarget)]


def escalate(state: ClockState, steps: list[str], now: datetime) -> list[ClockEvent]:
    """Records steps of the ladder by their keys, each once."""
    new = [step for step in steps if step not in state.steps_taken]
    return [_event(state, ClockEventKind.ESCALATE, now, steps=new)] if new else []


def _event(state: ClockState, kind: ClockEventKind, at: datetime, **details: Any) -> ClockEvent:
    """Nothing happens to a clock before it starts."""
    at = max(at, state.started_at)
    return ClockEvent(clock_id=state.clock_id, sequence=state.length, at=at, kind=kind, details=details)
