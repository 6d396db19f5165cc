from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.segments.condition import Finding
from bot.segments.facts import Facts
from bot.segments.rule import Rule
from tests.segments.people import EXTERNAL, GUEST, NOON, device, habit, person

RULES: TypeAdapter[Any] = TypeAdapter(Rule)

HOLDS = {"external": False}  # for everybody of this company
FAILS = {"guest": True}  # for everybody who is no guest
UNKNOWN = {"field": {"name": "department", "equals": "Sales"}}  # for everybody who does not tell
SALES = {"field": {"name": "department", "equals": "Sales"}}
SALES_OR_LEGAL = {"field": {"name": "Department", "one_of": ["Sales", "Legal"]}}
PADDED = {"field": {"name": "Department", "one_of": ["Sales ", " Legal"]}}
MAC = person(who={"assets": (device(os="macOS"),)})
CHIEF = {"field": {"name": "title", "matches": "^chief"}}


def judge(rule: dict[str, Any], facts: Facts) -> Finding:
    finding: Finding = RULES.validate_python(rule).holds(facts, NOON)
    return finding


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        ({"always": True}, person(), "everybody else"),
        ({"group": "executives"}, person(("executives",)), "in the user group @executives"),
        ({"group": "@executives"}, person(("executives",)), "in the user group @executives"),
        ({"guest": True}, person(who=GUEST), "a guest in this workspace"),
        ({"guest": False}, person(), "not a guest"),
        ({"external": True}, person(who=EXTERNAL), "from another company"),
        ({"external": False}, person(), "from this company"),
        (SALES, person(department=" sales "), "department is “ sales ”"),
        (SALES_OR_LEGAL, person(department="Legal"), "Department is “Legal”"),
        (PADDED, person(department="sales"), "Department is “sales”"),
        ({"asset": {"name": "os", "equals": " macOS "}}, MAC, "os of a device is “macOS”"),
        (CHIEF, person(title="Chief of Staff"), "title is “Chief of Staff”"),
        ({"not": {"group": "executives"}}, person(), "not in the user group @executives"),
    ],
)
def test_a_condition_holds_and_says_why(rule: dict[str, Any], facts: Facts, reason: str) -> None:
    assert judge(rule, facts) == Finding(True, reason)


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        ({"group": "executives"}, person(("sales",)), "not in the user group @executives"),
        ({"guest": True}, person(), "not a guest"),
        ({"external": False}, person(who=EXTERNAL), "from another company"),
        (SALES, person(department="Finance"), "department is “Finance”, not “Sales”"),
        (SALES_OR_LEGAL, person(department="Finance"), "Department is “Finance”, not “Sales” or “Legal”"),
        (CHIEF, person(title="Account Executive"), "title is “Account Executive”, not matching “^chief”"),
        ({"not": HOLDS}, person(), "from this company"),
    ],
)
def test_a_condition_fails_and_says_why(rule: dict[str, Any], facts: Facts, reason: str) -> None:
    assert judge(rule, facts) == Finding(False, reason)


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        ({"group": "executives"}, person(groups=None), "unknown whether in the user group @executives"),
        (SALES, person(), "department is unknown"),
        ({"days_since": {"field": "start_date", "at_most": 90}}, person(), "start date is unknown"),
        (
            {"days_since": {"field": "start_date", "at_most": 90}},
            person(start_date="last spring"),
            "start date “last spring” is not a date",
        ),
    ],
)
def test_what_is_unknown_neither_holds_nor_fails(rule: dict[str, Any], facts: Facts, reason: str) -> None:
    assert judge(rule, facts) == Finding(None, reason)


@pytest.mark.parametrize(
    ("start", "holds", "reason"),
    [
        ("2026-02-12", True, "start date 20 days ago (limit 90 days)"),
        ("2026-03-03", True, "start date 1 day ago (limit 90 days)"),
        ("2026-03-04", True, "start date today (limit 90 days)"),
        ("2026-03-09", True, "start date in 5 days (limit 90 days)"),
        ("2025-12-04", True, "start date 90 days ago (limit 90 days)"),
        ("2025-12-03", False, "start date 91 days ago (limit 90 days)"),
        ("2026-02-12T08:00:00Z", True, "start date 20 days ago (limit 90 days)"),
    ],
)
def test_days_are_counted_from_a_date_in_the_profile(start: str, holds: bool, reason: str) -> None:
    rule = {"days_since": {"field": "start_date", "at_most": 90}}
    assert judge(rule, person(start_date=start)) == Finding(holds, reason)


def test_days_are_counted_in_the_persons_own_zone() -> None:
    rule = {"days_since": {"field": "start_date", "at_most": 1}}
    at_the_date_line = person(start_date="2026-03-03", who={"tz": "Pacific/Kiritimati"})  # where it is the 5th already
    assert judge(rule, at_the_date_line).holds is False


@pytest.mark.parametrize(
    ("end", "holds", "reason"),
    [
        ("2026-03-24", True, "contract end in 20 days (limit 30 days)"),
        ("2026-04-03", True, "contract end in 30 days (limit 30 days)"),
        ("2026-03-04", True, "contract end today (limit 30 days)"),
        ("2026-04-04", False, "contract end in 31 days (limit 30 days)"),
        ("2026-03-03", False, "contract end 1 day ago (limit 30 days)"),
    ],
)
def test_days_are_counted_down_to_a_date(end: str, holds: bool, reason: str) -> None:
    rule = {"days_until": {"field": "contract_end", "at_most": 30}}
    assert judge(rule, person(contract_end=end)) == Finding(holds, reason)


MAC, WINDOWS, UNREAD = device("NW-1", os="macOS 15"), device("NW-2", os="Windows 11"), device("NW-3")
ON_MAC = {"asset": {"name": "os", "matches": "^macos"}}


@pytest.mark.parametrize(
    ("assets", "holds", "reason"),
    [
        ([MAC], True, "os of a device is “macOS 15”"),
        ([WINDOWS, MAC], True, "os of a device is “macOS 15”"),
        ([UNREAD, MAC], True, "os of a device is “macOS 15”"),
        ([WINDOWS], False, "os of their devices is “Windows 11”, not matching “^macos”"),
        ([WINDOWS, UNREAD], None, "os of a device is unknown"),
        ([UNREAD], None, "os of their devices is unknown"),
        ([], None, "os of their devices is unknown"),
    ],
)
def test_one_device_is_enough_and_one_that_nobody_knows_leaves_it_open(
    assets: list[Any], holds: bool | None, reason: str
) -> None:
    assert judge(ON_MAC, person(who={"assets": assets})) == Finding(holds, reason)


@pytest.mark.parametrize(("count", "holds"), [(4, False), (5, True), (9, True)])
def test_a_habit_begins_where_the_policy_says(count: int, holds: bool) -> None:
    somebody = person(who={"habits": {"repeated_p1": habit("repeated_p1", count)}})
    expected = Finding(holds, f"{count} P1 tickets in 30 days (a habit from 5)")
    assert judge({"behaviour": "repeated_p1"}, somebody) == expected


def test_a_habit_of_somebody_without_a_history_is_unknown() -> None:
    assert judge({"behaviour": "repeated_p1"}, person()) == Finding(None, "repeated p1 is unknown")


@pytest.mark.parametrize("joint", ["any", "all"])
def test_everybody_is_no_condition_beside_others(joint: str) -> None:
    with pytest.raises(ValidationError, match="among others “always: true” decides everything, or nothing"):
        RULES.validate_python({joint: [SALES, {"not": {"any": [{"always": True}]}}]})


@pytest.mark.parametrize(
    ("joint", "parts", "holds"),
    [
        ("any", [HOLDS, FAILS], True),
        ("any", [FAILS, FAILS], False),
        ("any", [FAILS, UNKNOWN], None),
        ("any", [UNKNOWN, HOLDS], True),
        ("all", [HOLDS, HOLDS], True),
        ("all", [HOLDS, FAILS], False),
        ("all", [HOLDS, UNKNOWN], None),
        ("all", [UNKNOWN, FAILS], False),
    ],
)
def test_joined_conditions_are_unknown_only_when_the_unknown_decides(
    joint: str, parts: list[dict[str, Any]], holds: bool | None
) -> None:
    assert judge({joint: parts}, person()).holds is holds


def test_not_knowing_is_not_the_opposite_of_holding() -> None:
    assert judge({"not": UNKNOWN}, person()).holds is None


def test_any_gives_the_reason_that_held() -> None:
    assert judge({"any": [FAILS, HOLDS]}, person()).reason == "from this company"


def test_all_gives_every_reason() -> None:
    assert judge({"all": [HOLDS, {"guest": False}]}, person()).reason == "from this company, not a guest"


def test_all_gives_the_reason_that_failed() -> None:
    assert judge({"all": [HOLDS, FAILS]}, person()).reason == "not a guest"


def test_what_is_unknown_is_named_as_the_reason() -> None:
    assert judge({"any": [FAILS, UNKNOWN]}, person()).reason == "department is unknown"


def test_a_rule_knows_every_user_group_that_it_speaks_of() -> None:
    rule = RULES.validate_python({"any": [{"group": "a"}, {"all": [{"not": {"group": "b"}}, HOLDS]}]})
    assert rule.groups() == {"a", "b"}


@pytest.mark.parametrize(
    "rule",
    [
        {"gruop": "executives"},
        {"group": "executives", "guest": True},
        {},
        "always",
        None,
        {"always": False},
        {"any": []},
        {"group": "two words"},
        {"field": {"name": "title"}},
        {"field": {"name": "title", "equals": "a", "matches": "a"}},
        {"field": {"name": "title", "matches": "("}},
        {"field": {"name": "title", "matches": "(a+)+$"}},
        {"days_since": {"field": "start_date", "at_most": 0}},
        {"not": {"always": True}},
        {"asset": {"name": "os"}},
        {"behaviour": "nosy"},
    ],
)
def test_a_rule_that_says_nothing_clear_is_refused(rule: object) -> None:
    with pytest.raises(ValidationError):
        RULES.validate_python(rule)


def test_a_rule_survives_json() -> None:
    rule = RULES.validate_python({"all": [{"not": {"guest": True}}, {"any": [SALES, CHIEF]}]})
    assert RULES.validate_json(RULES.dump_json(rule, by_alias=True)) == rule
