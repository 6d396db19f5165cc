"""The policies that ship, against the companies that ship."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.config import read_policy
from bot.desk.policy import Policy
from bot.kb.article import AGENTS, EVERYONE, EXTERNAL
from bot.kb.reader import read_knowledge
from bot.routing.decide import choose_pool
from bot.routing.priority import Floor, Priority, decide_priority
from bot.segments.decide import SegmentDecision, decide
from bot.segments.facts import Fact, Facts
from bot.sla.target import Metric, strictest

ROOT = Path(__file__).parents[1]
FIVE_TIER, BY_ROLE, HOSPITAL = "desk.yml", "presets/by-role.yml", "presets/hospital.yml"
COMPANY = {FIVE_TIER: "northwind", BY_ROLE: "northwind", HOSPITAL: "hospital"}
NOON = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)  # a Wednesday in New York

every_preset = pytest.mark.parametrize("preset", COMPANY)


@cache
def policy(preset: str) -> Policy:
    return read_policy(ROOT / preset)


@cache
def company(name: str) -> dict[str, Any]:
    path = ROOT / "local_slack" / "companies" / f"{name}.yml"
    values: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return values


def facts(preset: str, name: str) -> Facts:
    """What Slack knows of somebody in the company that the preset is for."""
    found = company(COMPANY[preset])
    person = next(person for person in found["people"] if person["name"] == name)
    fields = {"title": person["title"], **{label: _said(value) for label, value in person.get("fields", {}).items()}}
    return Facts(
        person_id=name,
        name=name,
        named={label: Fact(value=value, source="Slack profile", as_of=NOON) for label, value in fields.items()},
        groups=frozenset(group["handle"] for group in found["groups"] if name in group["members"]),
        is_guest="guest" in person,
        is_external=person.get("external", False),
    )


def _said(value: Any) -> str:
    days_ago = value.get("days_ago") if isinstance(value, dict) else None
    return str(value) if days_ago is None else (NOON - timedelta(days=days_ago)).date().isoformat()


def decision(preset: str, name: str) -> SegmentDecision:
    return decide(facts(preset, name), policy(preset).segments, NOON)


@pytest.mark.parametrize(
    ("name", "segments"),
    [
        ("victoria", ("executive",)),
        ("marcus", ("executive",)),
        ("priya", ("revenue",)),
        ("tomas", ("revenue",)),
        ("dmitri", ("engineering",)),
        ("lena", ("engineering",)),
        ("ana", ("standard",)),
        ("ben", ("standard",)),
        ("nina", ("standard",)),
        ("noah", ("onboarding",)),
        ("mei", ("onboarding", "revenue")),
        ("rosa", ("remote_field",)),
        ("jamal", ("remote_field",)),
        ("carl", ("contractor",)),
        ("vera", ("contractor",)),
        ("erin", ("contractor",)),
    ],
)
def test_five_tiers_tell_people_apart(name: str, segments: tuple[str, ...]) -> None:
    assert decision(FIVE_TIER, name).matching_ids == segments


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("victoria", "executive"),
        ("dmitri", "engineering"),
        ("priya", "frontline"),
        ("noah", "frontline"),
        ("jamal", "remote_field"),
        ("carl", "contractor"),
        ("erin", "contractor"),
    ],
)
def test_roles_tell_people_apart(name: str, segment: str) -> None:
    assert decision(BY_ROLE, name).winner == segment


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("eleanor", "executive"),
        ("samuel", "executive"),
        ("maria", "clinical"),
        ("felix", "clinical"),
        ("rita", "clinical"),
        ("walter", "administrative"),
        ("paolo", "onboarding"),
        ("tessa", "biomedical_remote"),
        ("glen", "contractor"),
        ("stefan", "contractor"),
        ("amy", "standard"),
    ],
)
def test_a_hospital_tells_people_apart(name: str, segment: str) -> None:
    assert decision(HOSPITAL, name).winner == segment


def test_a_title_of_another_company_makes_nobody_an_executive() -> None:
    outsider = facts(FIVE_TIER, "victoria").model_copy(update={"groups": frozenset(), "is_external": True})
    assert decide(outsider, policy(FIVE_TIER).segments, NOON).matching_ids == ("contractor",)


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        ("victoria", timedelta(minutes=15)),
        ("priya", timedelta(hours=1)),
        ("dmitri", timedelta(hours=1)),
        ("noah", timedelta(hours=2)),
        ("rosa", timedelta(hours=2)),
        ("ana", timedelta(hours=4)),
        ("carl", timedelta(hours=8)),
        ("mei", timedelta(hours=1)),  # new here, but in a revenue team
    ],
)
def test_five_tiers_promise_a_first_response(name: str, promised: timedelta) -> None:
    goals = policy(FIVE_TIER).goals(decision(FIVE_TIER, name).matching_ids, "P3", Metric.FIRST_RESPONSE)
    assert strictest(goals, NOON).target == promised


def pool_of(preset: str, name: str, category: str) -> str:
    segment = policy(preset).segment(decision(preset, name).winner)
    skill = policy(preset).category(category).skill
    return choose_pool(skill, segment.id, segment.pool, policy(preset).pools).pool.id


@pytest.mark.parametrize(
    ("name", "category", "pool"),
    [
        ("victoria", "vpn", "senior"),
        ("dmitri", "cicd", "senior"),
        ("priya", "mfa", "identity"),
        ("priya", "vpn", "network"),
        ("ana", "password", "frontline"),
        ("ana", "wifi", "network"),
        ("ana", "security_incident", "senior"),
        ("noah", "hardware", "onboarding"),
        ("rosa", "vpn", "remote"),
        ("rosa", "field_device", "remote"),
        ("carl", "access", "frontline"),
    ],
)
def test_five_tiers_send_people_to_those_who_can_help_them(name: str, category: str, pool: str) -> None:
    assert pool_of(FIVE_TIER, name, category) == pool


def priority_of(preset: str, name: str, category: str) -> Priority:
    found = policy(preset)
    segment = found.segment(decision(preset, name).winner)
    urgency = found.category(category).urgency
    owed = [Floor(segment.priority_floor, "for this segment")] if segment.priority_floor else []
    return decide_priority(found.priorities.matrix, segment.impact, urgency, owed).priority


def test_a_nurse_who_cannot_sign_in_is_not_queued_with_a_billing_clerks_printer() -> None:
    nurse, clerk = priority_of(HOSPITAL, "maria", "mfa"), priority_of(HOSPITAL, "walter", "printer")
    assert (nurse, clerk) == (Priority.P1, Priority.P4)


def test_a_ward_is_helped_at_night() -> None:
    three_in_the_morning = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    assert "clinical" not in policy(HOSPITAL).closed_pools("clinical", three_in_the_morning)


@every_preset
def test_every_channel_of_a_policy_exists_in_its_company(preset: str) -> None:
    assert policy(preset).channels <= {f"#{channel['name']}" for channel in company(COMPANY[preset])["channels"]}


@every_preset
def test_the_desk_is_a_member_of_every_channel_of_its_policy(preset: str) -> None:
    joined = {
        f"#{channel['name']}" for channel in company(COMPANY[preset])["channels"] if "the app" in channel["members"]
    }
    assert policy(preset).channels <= joined


@every_preset
def test_every_user_group_of_a_policy_exists_in_its_company(preset: str) -> None:
    assert policy(preset).groups <= {group["handle"] for group in company(COMPANY[preset])["groups"]}


@every_preset
def test_every_category_is_taught_by_ten_examples_or_more(preset: str) -> None:
    assert [category.id for category in policy(preset).categories if len(category.examples) < 10] == []


@every_preset
def test_no_example_teaches_two_categories(preset: str) -> None:
    examples = Counter(example.lower() for category in policy(preset).categories for example in category.examples)
    assert [example for example, times in examples.items() if times > 1] == []


@every_preset
def test_a_security_incident_is_never_answered_with_articles_first(preset: str) -> None:
    assert policy(preset).category("security_incident").never_offers


@every_preset
def test_every_segment_asks_for_a_rating_in_its_own_words(preset: str) -> None:
    questions = [segment.csat.question for segment in policy(preset).segments if segment.id != "standard"]
    assert len(set(questions)) == len(questions)


@every_preset
def test_nobody_waits_longer_on_the_first_tier_than_on_another(preset: str) -> None:
    waits = {tier: [] for tier in {segment.tier for segment in policy(preset).segments}}
    for segment in policy(preset).segments:
        waits[segment.tier].append(segment.targets.at("P3").first_response)
    assert max(waits[1]) <= min(min(times) for tier, times in waits.items() if tier > 1)


def test_every_article_speaks_of_categories_and_segments_that_the_policy_has() -> None:
    found = policy(FIVE_TIER)
    categories = {category.id for category in found.categories}
    shelves = {segment.id for segment in found.segments} | {EVERYONE, EXTERNAL, AGENTS}
    articles = read_knowledge(ROOT / "knowledge_base")
    assert [a.slug for a in articles if not (set(a.categories) <= categories and set(a.segments) <= shelves)] == []


def test_every_article_is_owned_by_a_user_group_of_the_company() -> None:
    handles = {group["handle"] for group in company("northwind")["groups"]}
    assert [a.slug for a in read_knowledge(ROOT / "knowledge_base") if a.owner not in handles] == []


@every_preset
def test_a_system_that_must_not_stop_is_never_trifling(preset: str) -> None:
    critical = {"when": {"asset": {"name": "critical_infrastructure", "equals": "yes"}}, "priority": "P2"}
    assert critical in policy(preset).priorities.model_dump(mode="json", exclude_unset=True)["floors"]
