"""A finding is a sentence with both figures, its cases, and whether what these people ask may explain it."""

from dataclasses import replace

from bot.insight.audit.ticket import Dimension
from bot.insight.audit.verdict import Finding, Measure
from bot.insight.interval import Estimate
from bot.views.audit.findings import sentence

WAITS = Finding(Dimension.DEPARTMENT, "Sales", Measure.RESOLUTION, 12, 6, 100, 300, Estimate(1.9, 1.7, 2.1, 100))


def test_a_wait_is_told_with_both_times_and_what_is_left_like_for_like() -> None:
    assert sentence(WAITS) == (
        "Department “Sales” waits 2 × as long as everybody else for a solution (12 h against 6 h, 100 tickets). "
        "What they ask does not explain all of it: in the same category and priority it is still 1.9 ×, "
        "95 % interval 1.7 × to 2.1 ×."
    )


def test_what_may_be_explained_by_what_they_ask_is_told_so() -> None:
    explained = replace(WAITS, like_for_like=Estimate(1.1, 0.9, 1.3, 100))
    assert "What they ask may explain it" in sentence(explained)


def test_where_nothing_can_be_compared_nothing_is_said_of_it() -> None:
    assert sentence(replace(WAITS, like_for_like=None)).endswith("100 tickets).")


def test_a_rate_is_told_in_percent() -> None:
    escalated = replace(WAITS, measure=Measure.ESCALATION, own=0.3, others=0.1, like_for_like=None)
    assert "is escalated 3 × as often as everybody else (30 % against 10 %" in sentence(escalated)


def test_effort_is_told_as_two_shares() -> None:
    costly = replace(WAITS, measure=Measure.EFFORT, own=1, others=0.5, like_for_like=None)
    assert "has 25 % of the tickets and takes 40 % of the agents' time (1 h against 30 min a ticket" in sentence(costly)
