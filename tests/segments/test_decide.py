from bot.segments.condition import IsExternal, IsGuest
from bot.segments.decide import Match, SegmentDecision, decide
from bot.segments.facts import nothing_known_of
from bot.segments.segment import Segment
from tests.segments.people import NOON, person


def segment(name: str, when: dict[str, object]) -> Segment:
    return Segment.model_validate({"id": name, "name": name.title(), "tier": 1, "when": when})


EXECUTIVE = segment("executive", {"group": "executives"})
REVENUE = segment("revenue", {"field": {"name": "department", "equals": "Sales"}})
STANDARD = segment("standard", {"always": True})
SEGMENTS = (EXECUTIVE, REVENUE, STANDARD)


def test_the_first_segment_that_matches_wins() -> None:
    decision = decide(person(("executives",), department="Sales"), SEGMENTS, NOON)
    assert decision.winner == "executive"


def test_every_segment_that_matches_is_kept() -> None:
    decision = decide(person(("executives",), department="Sales"), SEGMENTS, NOON)
    assert decision.matching_ids == ("executive", "revenue")


def test_the_last_segment_takes_who_matches_no_other() -> None:
    assert decide(person(), SEGMENTS, NOON).matching_ids == ("standard",)


def test_the_last_segment_never_matches_beside_another() -> None:
    assert "standard" not in decide(person(department="Sales"), SEGMENTS, NOON).matching_ids


def test_the_decision_says_why() -> None:
    assert decide(person(department="Sales"), SEGMENTS, NOON).reason == "department is “Sales”"


def test_the_decision_says_why_not() -> None:
    assert decide(person(groups=None), SEGMENTS, NOON).rejected == (
        Match(segment_id="executive", reason="unknown whether in the user group @executives"),
        Match(segment_id="revenue", reason="department is unknown"),
    )


def test_a_decision_keeps_its_facts_and_time_through_json() -> None:
    decision = decide(person(("executives",), title="Chief"), SEGMENTS, NOON)
    assert SegmentDecision.model_validate_json(decision.model_dump_json()) == decision


def test_somebody_of_whom_slack_said_nothing_is_taken_for_nobody_in_particular() -> None:
    stranger = nothing_known_of("U0STRANGER")
    assert stranger.may_be_external
    assert IsExternal(external=False).holds(stranger, NOON).holds is None
    assert IsGuest(guest=False).holds(stranger, NOON).holds is None
