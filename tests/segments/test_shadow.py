"""A rule that can never win is told from one that can, and never the other way round."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.segments.decide import decide
from bot.segments.segment import Segment
from bot.segments.shadow import is_impossible, shadows_of
from tests.segments.people import NOON, person

SALES = {"field": {"name": "department", "equals": "Sales"}}
SALES_OR_LEGAL = {"field": {"name": "Department", "one_of": ["sales", "Legal"]}}
BEGINS_WITH_S = {"field": {"name": "department", "matches": "^s"}}
A, B = {"group": "a"}, {"group": "b"}
MAC, MACS = {"asset": {"name": "os", "equals": "macOS"}}, {"asset": {"name": "os", "matches": "mac"}}


def new(days: int, label: str = "start_date") -> dict[str, Any]:
    return {"days_since": {"field": label, "at_most": days}}


def ending(days: int) -> dict[str, Any]:
    return {"days_until": {"field": "contract_end", "at_most": days}}


def segment(name: str, when: dict[str, Any]) -> Segment:
    return Segment.model_validate({"id": name, "name": name, "tier": 1, "when": when})


def shadows(when: dict[str, Any], *before: dict[str, Any]) -> list[str]:
    return shadows_of(segment("late", when), [segment(f"s{number}", rule) for number, rule in enumerate(before)])


@pytest.mark.parametrize(
    ("when", "before"),
    [
        (A, A),
        ({"all": [A, B]}, A),
        (A, {"any": [B, A]}),
        (SALES, SALES_OR_LEGAL),
        (SALES, BEGINS_WITH_S),
        ({"guest": True}, {"not": {"guest": False}}),
        (
            {"days_since": {"field": "start_date", "at_most": 30}},
            {"days_since": {"field": "Start date", "at_most": 90}},
        ),
        (
            {"days_until": {"field": "contract_end", "at_most": 7}},
            {"days_until": {"field": "contract_end", "at_most": 30}},
        ),
        (MAC, MACS),
        ({"behaviour": "unhappy"}, {"any": [A, {"behaviour": "unhappy"}]}),
    ],
)
def test_a_rule_is_shadowed_by_a_wider_one_before_it(when: dict[str, Any], before: dict[str, Any]) -> None:
    assert shadows(when, before) == ["s0"]


@pytest.mark.parametrize(
    ("when", "before"),
    [
        (A, B),
        (A, {"all": [A, B]}),
        (SALES_OR_LEGAL, SALES),
        (BEGINS_WITH_S, SALES),
        ({"not": A}, A),
        (MAC, {"not": {"asset": {"name": "os", "equals": "Windows"}}}),
        (
            {"days_since": {"field": "start_date", "at_most": 90}},
            {"days_since": {"field": "start_date", "at_most": 30}},
        ),
    ],
)
def test_a_rule_with_people_of_its_own_is_not(when: dict[str, Any], before: dict[str, Any]) -> None:
    assert shadows(when, before) == []


def test_several_before_it_may_take_everybody_between_them() -> None:
    assert shadows({"any": [A, B]}, B, A) == ["s1", "s0"]


@pytest.mark.parametrize("when", [{"all": [A, {"not": A}]}, {"all": [{"guest": True}, {"guest": False}]}])
def test_a_rule_that_contradicts_itself_holds_for_nobody(when: dict[str, Any]) -> None:
    assert is_impossible(segment("late", when).when)


def test_a_rule_that_can_hold_does_not_contradict_itself() -> None:
    assert not is_impossible(segment("late", {"all": [A, {"not": B}]}).when)


LEAVES = st.sampled_from(
    [A, B, {"group": "c"}, {"guest": True}, {"guest": False}, SALES, SALES_OR_LEGAL, BEGINS_WITH_S]
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda rule: {"not": rule}),
        st.lists(inner, min_size=1, max_size=3).map(lambda rules: {"any": rules}),
        st.lists(inner, min_size=1, max_size=3).map(lambda rules: {"all": rules}),
    ),
    max_leaves=6,
)
PEOPLE = [
    person(groups, {"is_guest": guest}, department=department)
    for groups in ((), ("a",), ("b",), ("a", "b", "c"))
    for guest in (True, False, None)
    for department in ("Sales", "Legal", "Support", "")
]


@given(RULES, RULES, RULES)
def test_nobody_is_ever_in_a_segment_that_is_said_to_be_shadowed(first: Any, second: Any, late: Any) -> None:
    segments = [segment("s0", first), segment("s1", second), segment("late", late)]
    if shadows_of(segments[2], segments[:2]) or is_impossible(segments[2].when):
        last = segment("standard", {"always": True})
        winners = {decide(somebody, [*segments, last], NOON).winner for somebody in PEOPLE}
        assert "late" not in winners
