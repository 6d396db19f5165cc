"""How much a ticket matters: impact × urgency, never below what its segment is owed."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


class Priority(StrEnum):
    """P1 is the most important."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


Matrix = Mapping[Level, Mapping[Level, Priority]]

USUAL_MATRIX: Matrix = {
    Level.HIGH: {Level.HIGH: Priority.P1, Level.MEDIUM: Priority.P2, Level.LOW: Priority.P3},
    Level.MEDIUM: {Level.HIGH: Priority.P2, Level.MEDIUM: Priority.P3, Level.LOW: Priority.P4},
    Level.LOW: {Level.HIGH: Priority.P3, Level.MEDIUM: Priority.P4, Level.LOW: Priority.P4},
}


class Priorities(BaseModel):
    """`matrix[impact][urgency]` is the priority of a ticket; medium × medium is the usual one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    matrix: Matrix = USUAL_MATRIX

    @model_validator(mode="after")
    def _is_complete(self) -> "Priorities":
        if set(self.matrix) != set(Level) or any(set(row) != set(Level) for row in self.matrix.values()):
            raise PydanticCustomError(
                "matrix", "low, medium and high for impact, each with low, medium and high urgency"
            )
        return self


class PriorityDecision(BaseModel):
    model_config = ConfigDict(frozen=True)

    priority: Priority
    reason: str
    fact: str = ""  # of the requester, which raised it

    @property
    def told(self) -> dict[str, str]:
        """For the ticket's `routing`, in which a fact about a person stands by itself."""
        return {"priority": self.reason, "fact": self.fact}


class Floor(NamedTuple):
    """No ticket is less important than that: for a reason of the desk's, or because of a fact."""

    priority: Priority
    reason: str
    fact: str = ""


def decide_priority(matrix: Matrix, impact: Level, urgency: Level, floors: Sequence[Floor] = ()) -> PriorityDecision:
    """The priority of the matrix, raised to the highest floor where that is more important."""
    found = matrix[impact][urgency]
    reason = f"{impact} impact × {urgency} urgency"
    floor = min(floors, key=lambda each: each.priority, default=None)
    if floor is None or floor.priority >= found:
        return PriorityDecision(priority=found, reason=reason)
    raised = f"{reason} is {found}, raised to {floor.priority} {floor.reason}".rstrip()
    return PriorityDecision(priority=floor.priority, reason=raised, fact=floor.fact)
