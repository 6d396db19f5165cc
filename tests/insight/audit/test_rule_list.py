"""Rules are short, in order, and only where they send most people right."""

import numpy as np

from bot.insight.audit.rule_list import ClusterRule, FieldChoice, rule_list
from bot.insight.audit.ticket import Dimension, PastTicket
from tests.insight.audit.past import make_past, population

OFFICE, FIELD, LEADS = 0, 1, 2


def people(count: int, department: str, title: str, location: str) -> list[PastTicket]:
    return [make_past(department, attributes={Dimension.ROLE: title, Dimension.LOCATION: location})] * count


def rules(*crowds: tuple[int, list[PastTicket]]) -> tuple[ClusterRule, ...]:
    of_ticket = np.array([cluster for cluster, crowd in crowds for _ in crowd])
    return rule_list(population(*(crowd for _, crowd in crowds)), of_ticket)


def test_the_largest_cluster_is_everybody_else_and_has_no_rule() -> None:
    found = rules(
        (OFFICE, people(50, "Finance", "Analyst", "Berlin")), (FIELD, people(20, "Repair", "Driver", "Field"))
    )
    assert [rule.cluster for rule in found] == [FIELD]


def test_one_dimension_is_enough_where_it_tells_all() -> None:
    (rule,) = rules(
        (OFFICE, people(50, "Finance", "Analyst", "Berlin")),
        (FIELD, people(20, "Repair", "Driver", "Field") + people(20, "Repair", "Fitter", "Field")),
    )
    assert rule.choices == (FieldChoice(Dimension.LOCATION, ("Field",)),)


def test_a_second_dimension_is_added_where_the_first_misses_many() -> None:
    (rule,) = rules(
        (OFFICE, people(80, "Finance", "Analyst", "Berlin")),
        (FIELD, people(20, "Repair", "Driver", "Field") + people(20, "Towing", "Driver", "Berlin")),
    )
    assert {value for choice in rule.choices for value in choice.values} >= {"Towing"}
    assert (rule.precision, rule.recall) == (1, 1)


def test_the_sharpest_rule_comes_first_and_later_ones_do_not_exclude_it() -> None:
    found = rules(
        (OFFICE, people(90, "Finance", "Analyst", "Berlin")),
        (FIELD, people(40, "Sales", "Seller", "Berlin")),
        (LEADS, people(12, "Sales", "Vice President", "Bonn")),
    )
    assert [rule.precision for rule in found] == [1, 1]


def test_a_cluster_that_nothing_known_tells_apart_has_no_rule() -> None:
    alike = people(60, "Finance", "Analyst", "Berlin")
    assert rules((OFFICE, alike), (FIELD, alike[:30])) == ()
