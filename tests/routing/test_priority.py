import pytest
from pydantic import ValidationError

from bot.routing.priority import USUAL_MATRIX, Floor, Level, Priorities, Priority, PriorityDecision, decide_priority

SEGMENT_P2 = Floor(Priority.P2, "for this segment")
SERVERS_P1 = Floor(Priority.P1, "", "regulated of a device is “yes”")


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        (Level.HIGH, Level.HIGH, Priority.P1),
        (Level.HIGH, Level.MEDIUM, Priority.P2),
        (Level.MEDIUM, Level.HIGH, Priority.P2),
        (Level.MEDIUM, Level.MEDIUM, Priority.P3),
        (Level.LOW, Level.HIGH, Priority.P3),
        (Level.LOW, Level.LOW, Priority.P4),
    ],
)
def test_priority_is_impact_times_urgency(impact: Level, urgency: Level, priority: Priority) -> None:
    assert decide_priority(USUAL_MATRIX, impact, urgency).priority == priority


def test_a_segments_floor_raises_what_lies_below() -> None:
    assert decide_priority(USUAL_MATRIX, Level.LOW, Level.LOW, [SEGMENT_P2]) == PriorityDecision(
        priority=Priority.P2, reason="low impact × low urgency is P4, raised to P2 for this segment"
    )


def test_a_segments_floor_lowers_nothing() -> None:
    assert decide_priority(USUAL_MATRIX, Level.HIGH, Level.HIGH, [SEGMENT_P2]) == PriorityDecision(
        priority=Priority.P1, reason="high impact × high urgency"
    )


def test_the_highest_of_several_floors_counts_and_says_why() -> None:
    decision = decide_priority(USUAL_MATRIX, Level.LOW, Level.LOW, [SEGMENT_P2, SERVERS_P1])
    assert decision.priority == Priority.P1
    assert decision.reason.endswith("is P4, raised to P1")
    assert decision.fact == "regulated of a device is “yes”"


def test_an_owner_may_give_another_matrix() -> None:
    row = {"high": "P1", "medium": "P1", "low": "P1"}
    priorities = Priorities.model_validate({"matrix": {"high": row, "medium": row, "low": row}})
    assert decide_priority(priorities.matrix, Level.LOW, Level.LOW).priority == Priority.P1


@pytest.mark.parametrize(
    "matrix",
    [
        {"high": {"high": "P1", "medium": "P2", "low": "P3"}},
        {level: {"high": "P1"} for level in ("high", "medium", "low")},
    ],
)
def test_a_matrix_with_a_hole_is_refused(matrix: dict[str, dict[str, str]]) -> None:
    with pytest.raises(ValidationError, match="low, medium and high"):
        Priorities.model_validate({"matrix": matrix})
