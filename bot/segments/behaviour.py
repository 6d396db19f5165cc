"""What people do again and again, as the desk's own history tells it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class HabitName(StrEnum):
    FREQUENT_SUBMITTER = "frequent_submitter"
    SELF_SERVICE_USER = "self_service_user"
    REPEAT_ESCALATOR = "repeat_escalator"
    REPEATED_P1 = "repeated_p1"
    UNHAPPY = "unhappy"

    @property
    def counts(self) -> str:
        """What is counted, in words."""
        return _COUNTS[self]


_COUNTS = {
    HabitName.FREQUENT_SUBMITTER: "requests",
    HabitName.SELF_SERVICE_USER: "requests solved by an article",
    HabitName.REPEAT_ESCALATOR: "tickets reopened or escalated",
    HabitName.REPEATED_P1: "P1 tickets",
    HabitName.UNHAPPY: "ratings of 1 or 2",
}


class HabitWindow(BaseModel):
    """From how many on, in how many days up to now, it is a habit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: Annotated[int, Field(ge=1, le=1000)]
    within_days: Annotated[int, Field(ge=1, le=3650)]


HabitWindows = Mapping[HabitName, HabitWindow]

USUAL_WINDOWS: HabitWindows = {
    HabitName.FREQUENT_SUBMITTER: HabitWindow(at_least=10, within_days=30),
    HabitName.SELF_SERVICE_USER: HabitWindow(at_least=3, within_days=90),
    HabitName.REPEAT_ESCALATOR: HabitWindow(at_least=3, within_days=90),
    HabitName.REPEATED_P1: HabitWindow(at_least=5, within_days=30),
    HabitName.UNHAPPY: HabitWindow(at_least=2, within_days=180),
}


class Habit(BaseModel):
    """What was counted before this moment, and from where on it counts as a habit."""

    model_config = ConfigDict(frozen=True)

    name: HabitName
    count: int
    window: HabitWindow

    @property
    def holds(self) -> bool:
        return self.count >= self.window.at_least

    def __str__(self) -> str:
        return (
            f"{self.count} {self.name.counts} in {self.window.within_days} days (a habit from {self.window.at_least})"
        )
