from datetime import UTC, datetime, timedelta

import pytest

from bot.deflection.mode import Mode
from bot.sla.target import Metric
from tests.policies import make_policy

WEDNESDAY_18_00 = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)  # in New York
WEDNESDAY_NOON = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_segment_is_found_by_its_id() -> None:
    assert make_policy().segment("executive").name == "Executive"


def test_a_segment_that_is_gone_is_served_as_everybody_else() -> None:
    assert make_policy().segment("frontline_of_last_year").id == "standard"


def test_a_category_that_is_gone_is_something_else() -> None:
    assert make_policy().category("fax").id == "other"


def test_a_pool_that_is_gone_is_replaced_by_the_first() -> None:
    assert make_policy().pool("mainframe").id == "frontline"


def test_a_segments_articles_come_in_its_own_mode() -> None:
    assert make_policy().mode_for("standard", "vpn") is Mode.OFFER_FIRST


def test_a_category_may_treat_one_segment_otherwise() -> None:
    policy = make_policy(vpn={"modes": {"standard": "agent_only"}})
    assert policy.mode_for("standard", "vpn") is Mode.AGENT_ONLY


def test_the_other_segments_keep_their_mode_in_that_category() -> None:
    policy = make_policy(vpn={"modes": {"standard": "agent_only"}})
    assert policy.mode_for("executive", "vpn") is Mode.ALONGSIDE


def test_a_category_may_be_excluded_from_offers() -> None:
    assert make_policy(vpn={"offer": "never"}).category("vpn").never_offers


def test_a_category_is_offered_articles_as_its_segment_is_unless_it_says_otherwise() -> None:
    assert not make_policy().category("vpn").never_offers


def test_leads_are_the_desks_unless_the_segment_names_its_own() -> None:
    policy = make_policy(executive={"leads": "@vip-leads"})
    assert (policy.leads_of("executive"), policy.leads_of("standard")) == ("vip-leads", "it-leads")


def test_a_survey_asks_for_one_to_five() -> None:
    assert list(make_policy().segment("executive").csat.scale) == [1, 2, 3, 4, 5]


def test_a_survey_may_be_asked_at_once() -> None:
    policy = make_policy(executive={"csat": {"delay": "0m", "question": "How was it?", "follow_up": "And why?"}})
    assert policy.segment("executive").csat.delay == timedelta(0)


def test_the_reopen_window_is_counted_in_days() -> None:
    assert make_policy().desk.reopen_window == timedelta(days=7)


def test_every_matching_segment_has_a_goal() -> None:
    goals = make_policy().goals(("executive", "standard"), "P3", Metric.FIRST_RESPONSE)
    assert [(goal.segment_id, goal.target) for goal in goals] == [("executive", HOUR), ("standard", HOUR)]


def test_a_segment_that_promises_nothing_has_no_goal() -> None:
    assert make_policy().goals(("standard",), "P4", Metric.RESOLUTION) == []


def test_a_goal_runs_on_the_segments_calendar() -> None:
    (goal,) = make_policy(executive={"calendar": "late"}).goals(("executive",), "P1", Metric.RESOLUTION)
    assert goal.calendar_name == "late"


def test_a_goal_runs_on_the_desks_calendar_when_the_segment_names_none() -> None:
    (goal,) = make_policy().goals(("executive",), "P1", Metric.RESOLUTION)
    assert goal.calendar_name == "office"


def test_a_goal_warns_as_early_as_the_segment_says() -> None:
    (goal,) = make_policy(executive={"warning": "5m"}).goals(("executive",), "P1", Metric.RESOLUTION)
    assert goal.lead == timedelta(minutes=5)


def test_a_goal_warns_as_early_as_the_desk_says_otherwise() -> None:
    (goal,) = make_policy().goals(("executive",), "P1", Metric.RESOLUTION)
    assert goal.lead == timedelta(minutes=15)


def test_no_pool_is_closed_in_office_hours() -> None:
    assert make_policy().closed_pools("standard", WEDNESDAY_NOON) == set()


def test_pools_are_closed_when_a_segments_clock_runs_longer_than_they_work() -> None:
    policy = make_policy(executive={"calendar": "late"}, network={"calendar": "late"})
    assert policy.closed_pools("executive", WEDNESDAY_18_00) == {"frontline"}


def test_pools_do_not_count_as_closed_when_the_segments_clock_stands_still() -> None:
    assert make_policy().closed_pools("standard", WEDNESDAY_18_00) == set()


def test_the_policy_knows_every_channel_that_it_names() -> None:
    policy = make_policy(
        standard={"channels": ["#it-help"]},
        executive={"escalation": [{"after": "0m", "to": "#alarm"}, {"before": "5m", "to": "@on-call"}]},
    )
    assert policy.channels == {"#help-desk", "#help-network", "#it-help", "#alarm"}


def test_the_policy_knows_every_user_group_that_it_names() -> None:
    policy = make_policy(
        standard={"leads": "night-leads"}, executive={"escalation": [{"after": "0m", "to": "@on-call"}]}
    )
    ladder, leads = {"on-call"}, {"it-leads", "night-leads"}
    assert policy.inner_groups == {"desk-owners", "it-l1", "it-network"} | leads | ladder
    assert policy.groups == policy.inner_groups | {"executives"}


@pytest.mark.parametrize(
    ("mode", "wanted"),
    [("offer_first", True), ("guided", True), ("alongside", False), ("agent_only", False), ("shadow", False)],
)
def test_only_offers_that_come_before_a_ticket_can_be_unwanted(mode: str, wanted: bool) -> None:
    assert make_policy(standard={"mode": mode}).wants_offers("standard", "vpn") is wanted


def test_nobody_wants_offers_in_a_category_that_never_has_any() -> None:
    assert not make_policy(vpn={"offer": "never"}).wants_offers("standard", "vpn")
