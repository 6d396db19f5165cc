"""Segments get names that people can read, and no more of them than can be explained."""

import numpy as np
import pytest
from pydantic import TypeAdapter

from bot.insight.audit.proposal import MOST_SEGMENTS, name_of, propose
from bot.insight.audit.rule_list import FieldChoice, rule_list
from bot.insight.audit.ticket import NEW_HIRE, Dimension
from bot.names import Identifier
from tests.insight.audit.past import make_past, population

NAMES = ("Ärzte & 24h-Dienst", "7 Süd", "営業", "人事")


def departments(*names: str) -> list[FieldChoice]:
    return [FieldChoice(Dimension.DEPARTMENT, names)]


@pytest.mark.parametrize(
    ("choices", "name"),
    [
        (departments("Sales"), "Sales"),
        (departments("Sales", "Legal"), "Sales and Legal"),
        (departments("Sales", "Legal", "Finance", "Board"), "Sales, Legal, Finance and Board"),
        (departments("Sales", "Legal", "Finance", "Board", "Lab"), "Sales, Legal, Finance and 2 more"),
        ([FieldChoice(Dimension.TENURE, (NEW_HIRE,))], "New hires"),
    ],
)
def test_a_segment_is_called_after_whom_it_takes(choices: list[FieldChoice], name: str) -> None:
    assert name_of(choices) == name


def test_a_name_that_would_be_too_long_is_shortened() -> None:
    assert len(name_of(departments("A department with quite a long name" * 2, "Another one"))) <= 60


def test_of_many_clusters_only_the_largest_become_segments() -> None:
    crowds = [[make_past(f"Department {number}")] * (40 + number) for number in range(8)]
    tickets = population([make_past()] * 200, *crowds)
    of_ticket = np.array([0] * 200 + [number + 1 for number, crowd in enumerate(crowds) for _ in crowd])
    found = propose(tickets, rule_list(tickets, of_ticket))
    assert len(found) == MOST_SEGMENTS
    assert {each.name for each in found} >= {"Department 7", "Everybody else"}


def test_every_segment_has_an_id_that_a_policy_takes() -> None:
    tickets = population([make_past()] * 200, *([make_past(name)] * 40 for name in NAMES))
    of_ticket = np.array([0] * 200 + [number for number, _ in enumerate(NAMES, 1) for _ in range(40)])
    ids = [each.id for each in propose(tickets, rule_list(tickets, of_ticket))]
    assert [TypeAdapter(Identifier).validate_python(each) for each in ids] == ids
    assert len(set(ids)) == len(NAMES) + 1


def test_without_a_rule_nothing_is_proposed() -> None:
    assert propose(population([make_past()] * 40), ()) == ()
