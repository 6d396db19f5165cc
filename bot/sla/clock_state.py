"""How a clock stands, and what became of its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.sla.alarm import NEVER_WARNED, Alarm
from bot.sla.business_hours import Calendar
from bot.sla.clock import Phase
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
