"""The audit is not told how the made-up company was made, and finds it again."""

import pytest
from sklearn.metrics import adjusted_rand_score

from bot.insight.audit.proposal import Proposal
from bot.insight.audit.ticket import NEW_HIRE, Dimension
from bot.insight.audit.verdict import Measure
from bot.ticket_export.sample_company import CROWDS, Load
from tests.insight.audit.company import audited, tickets, truth

OTHERWISE = Load(tickets_a_week=120, seed=6, stray=0.2)


def proposal(dimension: Dimension, value: str) -> Proposal:
    """The proposed segment whose rule asks for that value."""
    (found,) = (
        each
        for each in audited().proposals
        if each.rule and any(choice.dimension is dimension and value in choice.values for choice in each.rule.choices)
    )
    return found


def values(proposed: Proposal) -> set[str]:
    assert proposed.rule is not None
    return {value for choice in proposed.rule.choices for value in choice.values}


def test_the_reference_load_is_500_tickets_a_week_for_90_days() -> None:
    assert len(tickets()) == 6429


def test_the_clusters_are_the_crowds_that_the_company_was_made_of() -> None:
    assert adjusted_rand_score(truth(), audited().of_ticket) > 0.97


def test_a_smaller_company_whose_people_ask_more_at_random_is_found_again_too() -> None:
    assert adjusted_rand_score(truth(OTHERWISE), audited(OTHERWISE).of_ticket) > 0.9


def test_there_are_as_many_clusters_as_crowds() -> None:
    assert len(audited().clusters) == len(CROWDS)


def test_the_draft_has_as_many_segments_as_there_are_crowds() -> None:
    assert len(audited().proposals) == len(CROWDS)


def test_the_revenue_teams_are_found_by_their_departments() -> None:
    assert values(proposal(Dimension.DEPARTMENT, "Sales")) == set(CROWDS["revenue"].departments)


def test_the_field_is_found_by_its_location() -> None:
    assert values(proposal(Dimension.LOCATION, "Field")) == {"Field"}


def test_executives_are_found_by_their_titles_whatever_their_department() -> None:
    assert values(proposal(Dimension.ROLE, "Vice President")) == set(CROWDS["executive"].titles)


def test_new_hires_are_found_by_the_day_they_started() -> None:
    assert values(proposal(Dimension.TENURE, NEW_HIRE)) == {NEW_HIRE}


@pytest.mark.parametrize(
    ("dimension", "value", "measure"),
    [
        (Dimension.DEPARTMENT, "Sales", Measure.RESOLUTION),
        (Dimension.DEPARTMENT, "Sales", Measure.REOPEN),
        (Dimension.LOCATION, "Field", Measure.RESOLUTION),
        (Dimension.LOCATION, "Field", Measure.ESCALATION),
        (Dimension.LOCATION, "Field", Measure.EFFORT),
        (Dimension.ROLE, "Vice President", Measure.EFFORT),
    ],
)
def test_whoever_was_served_worse_or_dearer_stands_out(dimension: Dimension, value: str, measure: Measure) -> None:
    assert measure in {finding.measure for finding in proposal(dimension, value).findings}


def test_new_hires_were_served_like_everybody_else() -> None:
    assert proposal(Dimension.TENURE, NEW_HIRE).findings == ()


def test_everybody_else_does_not_stand_out() -> None:
    assert audited().proposals[-1].findings == ()


def test_an_underserved_segment_is_promised_no_more_time_than_it_takes_today() -> None:
    proposed = proposal(Dimension.DEPARTMENT, "Sales")
    own = sorted(
        each.resolution
        for each in tickets()
        if each.attributes.get(Dimension.DEPARTMENT) == "Sales" and each.resolution
    )
    assert proposed.resolution["P3"].hours < own[int(0.8 * len(own))]
