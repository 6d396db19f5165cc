"""What is valid in a policy, and hardly meant."""

from typing import Any

import pytest

from bot.desk.policy import Policy
from bot.desk.second_look import second_look
from tests.policies import policy_values


def notes(*segments: dict[str, Any], **shelves: frozenset[str]) -> list[str]:
    """On the usual policy with further segments, each like the executives' but for what is said."""
    values = policy_values()
    first, last = values["segments"]
    values["segments"] = [first, *({**first, **segment} for segment in segments), last]
    return [note.sentence for note in second_look(Policy.model_validate(values), shelves)]


BOARD = {"id": "board", "name": "Board", "when": {"group": "board"}}


def test_a_policy_in_which_everything_differs_is_left_alone() -> None:
    assert notes({**BOARD, "impact": "high"}) == []


def test_a_segment_that_can_never_win_is_told() -> None:
    inner = {"all": [{"group": "executives"}, {"guest": False}]}
    told = "“board” can never win: whoever it holds for is in “executive”, which is asked first"
    assert notes({**BOARD, "when": inner, "impact": "high"}) == [told]


def test_a_rule_that_holds_for_nobody_is_told() -> None:
    never = {"all": [{"guest": True}, {"guest": False}]}
    told = "the rule of “board” holds for nobody: its conditions contradict each other"
    assert notes({**BOARD, "when": never, "impact": "high"}) == [told]


def test_segments_that_lead_to_the_same_are_told() -> None:
    assert notes(BOARD) == ["“board” leads to the same as “executive” in everything: one of them is enough"]


def test_saying_what_the_desk_says_anyway_is_no_difference() -> None:
    assert len(notes({**BOARD, "calendar": "office", "warning": "15m", "leads": "it-leads"})) == 1


@pytest.mark.parametrize(
    "difference",
    [
        {"mode": "agent_only"},
        {"calendar": "late"},
        {"priority_floor": "P2"},
        {"pool": "network"},
        {"leads": "board-leads"},
        {"csat": {"delay": "1h", "question": "How was it?"}},
    ],
)
def test_one_difference_is_enough(difference: dict[str, Any]) -> None:
    assert notes({**BOARD, **difference}) == []


def test_another_shelf_is_a_difference() -> None:
    assert notes(BOARD, board=frozenset({"board-call"})) == []
