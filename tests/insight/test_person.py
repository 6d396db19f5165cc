"""Who somebody is, told with sources and ages."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.insight.person import Portrait, describe
from bot.segments.asset import Asset, with_assets
from tests.builders import NOON, make_decision, make_facts
from tests.segments.people import habit

NAMES = {"revenue": "Revenue", "executive": "Executive"}
MONTH = timedelta(days=30)


def told(title: str, **facts: object) -> tuple[str, ...]:
    known = make_facts({"title": "Account Executive"}).model_copy(update=facts)
    decision = make_decision(facts=known, at=NOON + timedelta(minutes=5))
    portrait = Portrait(decision, NAMES, {"title", "start_date"}, MONTH, ZoneInfo("Europe/Berlin"))
    return next(section.lines for section in describe(portrait) if section.title == title)


def test_the_segment_comes_with_its_reason() -> None:
    assert told("Segment: Revenue") == ("Why: in the user group @sales.",)


def test_the_rules_that_do_not_hold_say_why() -> None:
    assert told("Not") == ("Executive: not in the user group @executives.",)


def test_a_fact_says_its_source_and_age() -> None:
    assert "Title: “Account Executive” (Slack profile, 5 min ago)." in told("Facts")


def test_what_a_rule_asks_for_and_nobody_knows_is_said_to_be_unknown() -> None:
    assert "Start date: unknown." in told("Facts")


def test_an_old_fact_is_called_old() -> None:
    asset = Asset(source="asset list", person="x", tag="NW-1", known={}, as_of=NOON - timedelta(days=40))
    facts = with_assets(make_facts({}), [asset])
    lines = told("Facts", assets=facts.assets, named=facts.named)
    assert "Device: “NW-1” (asset list, 40 days ago, which is old)." in lines
    assert "One of their devices: device “NW-1”." in lines


def test_groups_say_their_source_and_age() -> None:
    assert "User groups: @sales (Slack user groups, 5 min ago)." in told("Facts", groups_as_of=NOON)


def test_groups_that_slack_has_not_told_for_days_are_called_old() -> None:
    lines = told("Facts", groups_as_of=NOON - timedelta(days=3))
    assert "User groups: @sales (Slack user groups, 3 days ago, which is old)." in lines


def test_who_is_a_guest_or_of_another_company_is_known_from_the_profile() -> None:
    assert "Guest: no; of another company: no (Slack profile, 5 min ago)." in told("Facts", profile_as_of=NOON)


def test_of_what_was_read_at_an_unknown_time_no_age_is_told() -> None:
    assert "User groups: @sales." in told("Facts", groups_as_of=None)


def test_that_slack_does_not_answer_is_said_first() -> None:
    assert told("Facts", stale_since=NOON)[0].startswith("Slack does not answer: what it knows is told as of Wed 4 Mar")


def test_habits_say_what_was_counted() -> None:
    lines = told("Habits", habits={"repeated_p1": habit("repeated_p1", 6)})
    assert lines == ("Repeated p1: yes, 6 P1 tickets in 30 days (a habit from 5).",)


def test_without_a_history_habits_are_unknown() -> None:
    assert told("Habits") == ("Unknown: there is no history.",)
