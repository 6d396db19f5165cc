"""How a clock stands, told by its events and by nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.sla.alarm import NEVER_WARNED, Alarm
from bot.sla.business_hours import Calendar
from bot.sla.clock import Clock, ClockEvent, ClockEventKind, Phase
from bot.sla.opening import NOTHING
from bot.sla.target import Goal, Metric


class SpanKind(StrEnum):
    COUNTED = "counted"
    PAUSED = "paused"
    CLOSED = "closed"


class ClockSpan(NamedTuple):
    kind: SpanKind
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Stretch:
    """Between two events: the clock ran, or it stood."""

    start: datetime
    end: datetime
    ran: bool
    calendar: Calendar

    def spans(self) -> list[ClockSpan]:
        if not self.ran:
            return [ClockSpan(SpanKind.PAUSED, self.start, self.end)] if self.start < self.end else []
        return [
            ClockSpan(SpanKind.COUNTED if span.is_open else SpanKind.CLOSED, span.start, span.end)
            for span in self.calendar.spans(self.start, self.end)
        ]


@dataclass(frozen=True)
class ClockState:
    """`counted` is the open time up to `since`, the last event that moved the clock; `length` counts all events."""

    clock_id: str
    metric: Metric
    goal: Goal
    started_at: datetime
    since: datetime
    counted: timedelta = NOTHING
    running: bool = True
    due_at: datetime | None = None
    stretches: tuple[Stretch, ...] = ()
    length: int = 1
    alarm: Alarm = NEVER_WARNED
    steps_taken: frozenset[str] = frozenset()
    first_fulfilled_at: datetime | None = None
    fulfilled_at: datetime | None = None
    breached_at: datetime | None = None
    by_retarget: bool = False
    breach_recorded: bool = False
    cancelled_at: datetime | None = None

    @property
    def phase(self) -> Phase:
        if self.breached_at is not None:
            return Phase.BREACHED
        if self.cancelled_at is not None:
            return Phase.CANCELLED
        if self.fulfilled_at is not None:
            return Phase.MET
        return Phase.RUNNING if self.running else Phase.PAUSED

    @property
    def is_over(self) -> bool:
        """Answered or cancelled: nobody waits for it any more."""
        return self.fulfilled_at is not None or self.cancelled_at is not None

    @property
    def is_paused(self) -> bool:
        """True also of a breached clock that waits for somebody."""
        return not self.running and not self.is_over

    @property
    def warn_at(self) -> datetime | None:
        """When a lead is to be warned next; never while the clock stands still."""
        if self.phase is not Phase.RUNNING or self.due_at is None or not self.goal.lead:
            return None
        return self.alarm.rings_at(self.due_at, usual=self.ahead_by(self.goal.lead))

    @property
    def late_at(self) -> datetime | None:
        """The first moment at which an answer would be late."""
        return None if self.due_at is None else self.due_at + timedelta.resolution

    @property
    def breach_at(self) -> datetime | None:
        """When to record that the clock was breached, if nothing happens to it until then; None when that is done."""
        if self.breach_recorded:
            return None
        if self.breached_at is not None:
            return self.breached_at
        return self.late_at if self.running else None

    def ahead_by(self, lead: timedelta) -> datetime:
        """When a running clock has `lead` of its open time left, or half its target where that is less.

        It is a moment at which the clock runs: closing time becomes the next opening.
        """
        calendar, target = self.goal.calendar, self.goal.target
        return calendar.next_open(calendar.add(self.since, target - min(lead, target / 2) - self.counted))

    def elapsed(self, now: datetime) -> timedelta:
        """Open time counted up to `now`, pauses excluded."""
        return self.counted + (self.goal.calendar.elapsed(self.since, now) if self.running else NOTHING)

    def remaining(self, now: datetime) -> timedelta:
        """Negative when the target has been passed."""
        return self.goal.target - self.elapsed(now)

    def is_overdue(self, at: datetime) -> bool:
        """Whether the deadline of a running clock lies before `at`; an answer at the deadline itself is in time."""
        return self.phase is Phase.RUNNING and self.due_at is not None and self.due_at < at

    def spans(self, now: datetime) -> list[ClockSpan]:
        """What became of all the time since the start."""
        stretches = self.stretches
        if not self.is_over:
            stretches = (*stretches, Stretch(self.since, now, self.running, self.goal.calendar))
        return [span for stretch in stretches for span in stretch.spans()]


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
