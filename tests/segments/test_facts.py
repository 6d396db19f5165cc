from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from bot.segments.facts import Fact, Facts, fact_name
from tests.segments.people import NOON, person


@pytest.mark.parametrize("label", ["Start date", "start_date", "START-DATE", " Start  Date "])
def test_a_profile_label_and_its_fact_are_the_same_name(label: str) -> None:
    assert fact_name(label) == "start_date"


def test_a_fact_is_found_by_its_profile_label() -> None:
    facts = Facts(person_id="U1", name="x", named={"Cost Center": Fact(value="17", source="Slack profile", as_of=NOON)})
    assert facts.value("cost center") == "17"


def test_what_nobody_told_is_unknown() -> None:
    assert person().value("department") is None


def test_an_empty_profile_field_is_unknown() -> None:
    assert person(department="  ").fact("department") is None


def test_a_fact_keeps_its_source_and_age() -> None:
    fact = person(title="Nurse").fact("title")
    assert fact == Fact(value="Nurse", source="Slack profile", as_of=NOON)


def test_membership_is_unknown_when_slack_could_not_be_asked_for_groups() -> None:
    assert person(groups=None).in_group("executives") is None


def test_somebody_without_groups_is_in_none() -> None:
    assert person(groups=()).in_group("executives") is False


@pytest.mark.parametrize("tz", ["Mars/Olympus", "", "../etc/passwd"])
def test_a_time_zone_that_does_not_exist_is_taken_as_utc(tz: str) -> None:
    assert person(who={"tz": tz}).zone is UTC


def test_the_zone_is_the_persons_own() -> None:
    assert person(who={"tz": "Asia/Kolkata"}).zone == ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize("groups", [None, ("b", "a")])
def test_facts_survive_json(groups: tuple[str, ...] | None) -> None:
    facts = person(groups, title="Nurse", location="Remote – field")
    assert Facts.model_validate_json(facts.model_dump_json()) == facts


def test_groups_are_written_in_order() -> None:
    assert person(("zebra", "ape")).model_dump(mode="json")["groups"] == ["ape", "zebra"]
