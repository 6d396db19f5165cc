"""How fast an answer is due: what a policy promises, and the promise that one clock is held to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, RootModel, model_validator

from bot.sla.business_hours import Calendar, read_calendar
from bot.sla.duration import PositiveDuration, format_duration


class Metric(StrEnum):
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"


class PriorityTargets(BaseModel):
    """Of one priority. A metric without a target has no clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_response: PositiveDuration
    next_response: PositiveDuration | None = None
    resolution: PositiveDuration | None = None

    def of(self, metric: Metric) -> timedelta | None:
        return {
            Metric.FIRST_RESPONSE: self.first_response,
            Metric.NEXT_RESPONSE: self.next_response,
            Metric.RESOLUTION: self.resolution,
        }[metric]


class Targets(RootModel[dict[str, PriorityTargets]]):
    """Of one segment, by priority: P1 is never promised later than P2, and so on."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _is_in_order(self) -> "Targets":
        for metric in Metric:
            for (urgent, sooner), (calm, later) in pairwise(self._promised(metric)):
                if sooner > later:
                    allowed = format_duration(later)
                    raise ValueError(f"{metric} of {urgent} at most {allowed}, which is that of {calm}")
        return self

    def at(self, priority: str) -> PriorityTargets:
        """Raises KeyError for a priority that the table does not have."""
        return self.root[priority]

    def _promised(self, metric: Metric) -> list[tuple[str, timedelta]]:
        promised = ((priority, targets.of(metric)) for priority, targets in sorted(self.root.items()))
        return [(priority, target) for priority, target in promised if target is not None]


@dataclass(frozen=True)
class Goal:
    """What one clock is held to: so much time on that calendar, a warning ahead of it, and whose promise it is."""

    target: timedelta
    lead: timedelta
    calendar: Calendar
    calendar_name: str
    segment_id: str

    def to_json(self) -> dict[str, Any]:
        return {
            "target_seconds": self.target.total_seconds(),
            "lead_seconds": self.lead.total_seconds(),
            "calendar": self.calendar_name,
            "hours": self.calendar.text,
            "segment": self.segment_id,
        }

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Goal":
        return cls(
            target=timedelta(seconds=written["target_seconds"]),
            lead=timedelta(seconds=written["lead_seconds"]),
            calendar=read_calendar(written["hours"]),
            calendar_name=written["calendar"],
            segment_id=written["segment"],
        )


def strictest(goals: Iterable[Goal], start: datetime) -> Goal:
    """The goal that is due first for a clock that starts then. Raises ValueError when there is none."""
    return min(goals, key=lambda goal: goal.calendar.add(start, goal.target))
