"""Who stands out, who does not, and why."""

import numpy as np
import pytest

from bot.insight.audit.population import Population
from bot.insight.audit.ticket import Dimension, PastTicket
from bot.insight.audit.verdict import Candidate, Finding, Measure, essential, findings
from tests.insight.audit.past import make_past, population


def spread(middle: float, count: int, **known: object) -> list[PastTicket]:
    """Tickets whose times lie around the middle."""
    return [make_past(resolution=middle * factor, **known) for factor in np.geomspace(0.5, 2, count)]


def departments(tickets: Population) -> list[Candidate]:
    return [Candidate(Dimension.DEPARTMENT, *group) for group in tickets.groups(Dimension.DEPARTMENT)]


def stand_out(tickets: Population) -> dict[tuple[str, Measure], Finding]:
    return {(each.name, each.measure): each for each in findings(tickets, departments(tickets))}


def test_a_group_that_waits_twice_as_long_is_underserved() -> None:
    found = stand_out(population(spread(4, 120), spread(8, 60, department="Sales")))
    assert found["Sales", Measure.RESOLUTION].times == pytest.approx(2, rel=0.05)


def test_nothing_is_concluded_from_fewer_than_30_tickets() -> None:
    assert stand_out(population(spread(4, 120), spread(8, 29, department="Sales"))) == {}


def test_a_certain_difference_that_is_small_is_no_finding() -> None:
    assert stand_out(population(spread(4, 3000), spread(4.5, 2000, department="Sales"))) == {}


def test_groups_that_do_not_differ_give_no_findings() -> None:
    assert stand_out(population(spread(4, 120), spread(4, 60, department="Sales"))) == {}


def test_of_sixty_groups_that_do_not_differ_hardly_any_stands_out_by_chance() -> None:
    chance = np.random.default_rng(1)
    tickets = population(
        [make_past(f"d{number % 60}", resolution=float(chance.lognormal(1, 1))) for number in range(2400)]
    )
    assert len(stand_out(tickets)) <= 1


def test_whoever_asks_slow_things_is_not_underserved_for_it() -> None:
    easy, hard = spread(2, 200), spread(20, 60, category="Hardware")
    askers = spread(20, 90, category="Hardware", department="Lab")
    found = stand_out(population(easy, hard, askers))
    assert found["Lab", Measure.RESOLUTION].is_explained


def test_whoever_waits_longer_for_the_same_is_not_explained() -> None:
    found = stand_out(population(spread(4, 120), spread(8, 60, department="Sales")))
    assert not found["Sales", Measure.RESOLUTION].is_explained


def test_a_group_that_is_escalated_more_often_stands_out() -> None:
    calm = [make_past(escalated=number % 20 == 0) for number in range(200)]
    handed_on = [make_past("Field", escalated=number % 3 == 0) for number in range(90)]
    found = stand_out(population(calm, handed_on))
    assert found["Field", Measure.ESCALATION].own == pytest.approx(1 / 3)


def test_a_group_that_takes_more_time_than_its_share_is_told_with_both_shares() -> None:
    cheap = [make_past(work=0.2 + number / 1000) for number in range(150)]
    dear = [make_past("Board", work=0.8 + number / 1000) for number in range(50)]
    found = stand_out(population(cheap, dear))["Board", Measure.EFFORT]
    assert found.share_of_cases == 0.25
    assert found.share_of_amount == pytest.approx(0.5, abs=0.01)


def test_most_of_all_tickets_are_no_group_that_could_stand_out() -> None:
    found = stand_out(population(spread(4, 60), spread(8, 120, department="Sales")))
    assert ("Sales", Measure.RESOLUTION) not in found


def test_what_only_repeats_a_larger_group_is_not_essential() -> None:
    tickets = population(spread(4, 200), spread(9, 60, department="Sales"), spread(9, 50, department="Success"))
    revenue = np.arange(310) >= 200
    groups = [Candidate("cluster", "Revenue", revenue), *departments(tickets)]
    found = findings(tickets, groups)
    assert {each.name for each in found if each.measure is Measure.RESOLUTION} == {"Revenue", "Sales", "Success"}
    assert {each.name for each in essential(found, groups)} == {"Revenue"}


def test_whoever_asks_what_is_always_handed_on_is_explained() -> None:
    calm = [make_past(escalated=False)] * 200
    hard = [make_past(category="Hardware", escalated=number % 2 == 0) for number in range(100)]
    askers = [make_past("Lab", category="Hardware", escalated=number % 2 == 0) for number in range(90)]
    assert stand_out(population(calm, hard, askers))["Lab", Measure.ESCALATION].is_explained


def test_whoever_is_handed_on_more_often_for_the_same_is_not_explained() -> None:
    calm = [make_past(escalated=number % 10 == 0) for number in range(200)]
    handed_on = [make_past("Lab", escalated=number % 2 == 0) for number in range(90)]
    assert not stand_out(population(calm, handed_on))["Lab", Measure.ESCALATION].is_explained
