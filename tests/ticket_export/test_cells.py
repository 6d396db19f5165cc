"""Priorities, marks and lengths of time, as different helpdesks write them."""

import pytest

from bot.ticket_export.cells import escalation_of, priority_of, stations_of, times_of
from bot.ticket_export.lengths import Unit, hours_of, unit_in


@pytest.mark.parametrize(
    ("cell", "priority"),
    [("Urgent", "P1"), ("Highest", "P1"), ("2 - High", "P2"), ("Medium", "P3"), ("Priority 4", "P4"), ("p3", "P3")],
)
def test_priorities_go_by_many_names(cell: str, priority: str) -> None:
    assert priority_of(cell) == priority


def test_a_priority_that_nobody_knows_is_none() -> None:
    assert priority_of("as usual") is None


@pytest.mark.parametrize(("cell", "happened"), [("yes", True), ("2", True), ("0", False), ("No", False), ("?", None)])
def test_what_happened_is_said_with_a_word_or_a_count(cell: str, happened: bool | None) -> None:
    assert times_of(cell) is happened


@pytest.mark.parametrize(("cell", "escalated"), [("L1", False), ("Tier 2", True), ("level 3", True), ("true", True)])
def test_a_support_level_above_the_first_is_an_escalation(cell: str, escalated: bool) -> None:
    assert escalation_of(cell) is escalated


@pytest.mark.parametrize(("cell", "handed_on"), [("1", False), ("2", True)])
def test_a_ticket_that_was_with_two_teams_was_handed_on(cell: str, handed_on: bool) -> None:
    assert stations_of(cell) is handed_on


@pytest.mark.parametrize(
    ("cell", "unit", "hours"),
    [
        ("90", Unit.MINUTES, 1.5),
        ("5400", Unit.SECONDS, 1.5),
        ("1,5", Unit.HOURS, 1.5),
        ("01:30", Unit.SECONDS, 1.5),
        ("01:30:00", Unit.MINUTES, 1.5),
        ("1h 30m", Unit.SECONDS, 1.5),
        ("1d 2h", Unit.SECONDS, 26),
    ],
)
def test_lengths_of_time_are_numbers_clocks_or_words(cell: str, unit: Unit, hours: float) -> None:
    assert hours_of(cell, unit) == hours


@pytest.mark.parametrize("cell", ["-5", "soon", "nan", "inf"])
def test_what_is_no_length_of_time_is_none(cell: str) -> None:
    assert hours_of(cell, Unit.MINUTES) is None


@pytest.mark.parametrize(
    ("head", "unit"),
    [("First response time (in hrs)", Unit.HOURS), ("Total time spent (sec)", Unit.SECONDS), ("Effort", None)],
)
def test_a_head_may_name_its_unit(head: str, unit: Unit | None) -> None:
    assert unit_in(head) is unit
