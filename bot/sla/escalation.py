"""The ladder that an unanswered clock climbs: whom it reaches, and how long before or after the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.sla.clock_state import ClockState
from bot.sla.duration import Duration, PositiveDuration, format_duration

LATE = timedelta(minutes=1)
"""A notice that comes later than this says that it is late."""


class Step(BaseModel):
    """Told in the clock's own open time, to a user group "@it-leads" or a channel "#it-incidents"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: PositiveDuration | None = None
    after: Duration | None = None
    to: Annotated[str, Field(pattern=r"^[@#][\w.-]+$")]

    @model_validator(mode="after")
    def _has_one_offset(self) -> "Step":
        if (self.before is None) == (self.after is None):
            raise ValueError("either before the deadline or after it: before: 30m, or after: 1h")
        return self

    @property
    def key(self) -> str:
        """The same for the same step, wherever it stands in the ladder."""
        when = f"-{format_duration(self.before)}" if self.before else f"+{format_duration(self.after or timedelta())}"
        return f"{when} {self.to}"


def _each_once(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    keys = [step.key for step in steps]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f'each step once, and "{key}" is here twice')
    return steps


Ladder = Annotated[tuple[Step, ...], AfterValidator(_each_once)]


@dataclass(frozen=True)
class DueSteps:
    """What one notice tells; `late` when it should have been told before, as after downtime."""

    steps: tuple[Step, ...]
    late: bool


def due_steps(ladder: Sequence[Step], state: ClockState, now: datetime) -> DueSteps:
    """The steps that are due and were never taken, all of them together."""
    times = [(step, at) for step, at in _waiting(ladder, state) if at <= now]
    return DueSteps(tuple(step for step, _ in times), late=any(at < now - LATE for _, at in times))


def next_step(ladder: Sequence[Step], state: ClockState) -> datetime | None:
    """When to look again, if nothing happens to the clock until then."""
    return min((at for _, at in _waiting(ladder, state)), default=None)


def _waiting(ladder: Sequence[Step], state: ClockState) -> list[tuple[Step, datetime]]:
    times = ((step, step_at(step, state)) for step in ladder if step.key not in state.steps_taken)
    return [(step, at) for step, at in times if at is not None]


def step_at(step: Step, state: ClockState) -> datetime | None:
    """None while nobody waits, and for a step before a deadline that was missed or whose warning was acknowledged."""
    if not state.running or state.late_at is None:
        return None
    if step.after is not None:
        calendar = state.goal.calendar
        return calendar.next_open(calendar.add(state.late_at, step.after))
    if step.before is None or state.breached_at is not None or state.alarm.acknowledged:
        return None
    return state.ahead_by(step.before)
