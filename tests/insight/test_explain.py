"""An explanation tells what was decided, when, and because of what."""

from collections.abc import Sequence

import pytest

from bot.insight.evidence import Evidence
from bot.insight.explain import Explanation, explain
from bot.segments.decide import Match
from bot.sla import transition
from bot.sla.fold import refresh
from bot.sla.target import Metric
from bot.tickets.event import EventKind, TicketEvent
from tests.builders import DANA, LENA, NOON, make_decision, make_event, make_facts, make_ticket
from tests.sla.moments import NEW_YORK, ClockStory, hours, make_goal, minutes, ny


def explained(
    *events: TicketEvent, clocks: Sequence[ClockStory] = (), now: str = "tue 10:30", **parts: object
) -> Explanation:
    for story in clocks:
        refresh(story.clock, story.state)
    evidence = {
        "key": "HD-12",
        "ticket": make_ticket(),
        "decision": make_decision(at=ny("mon 10:00"), facts=make_facts({})),
        "clocks": [(story.clock, story.state) for story in clocks],
        "events": events,
        "zone": NEW_YORK,
        "now": ny(now),
    }
    return explain(Evidence(**evidence | parts))  # type: ignore[arg-type]


def lines_of(explanation: Explanation, title: str) -> tuple[str, ...]:
    return next(section.lines for section in explanation.sections if section.title == title)


def test_it_says_in_which_zone_its_times_are() -> None:
    assert explained().zone == "America/New_York"


def test_the_sections_follow_the_decisions() -> None:
    titles = [section.title for section in explained(clocks=[ClockStory(make_goal(hours(4)), "mon 10:00")]).sections]
    assert titles == ["Segment: revenue", "What was known", "Team: network", "Clock: resolution", "Warnings"]


def test_the_segment_comes_with_its_rule_and_its_time() -> None:
    assert lines_of(explained(), "Segment: revenue") == (
        "Why: in the user group @sales.",
        "Decided Mon 1 Jun 10:00, and not changed since.",
        "Not executive: not in the user group @executives.",
    )


def test_other_segments_that_matched_are_named() -> None:
    matches = (
        Match(segment_id="revenue", reason="sells"),
        Match(segment_id="onboarding", reason="started 20 days ago"),
    )
    lines = lines_of(explained(decision=make_decision(matches=matches)), "Segment: revenue")
    assert "Also matched onboarding: started 20 days ago." in lines


def test_every_fact_has_its_source_and_age() -> None:
    decision = make_decision(facts=make_facts({"start_date": "2026-05-01"}))
    assert lines_of(explained(decision=decision), "What was known") == (
        "Start date: “2026-05-01” (Slack profile, Wed 4 Mar 07:00).",
        "User groups: @sales.",
    )


@pytest.mark.parametrize(("groups", "words"), [(None, "unknown"), (frozenset(), "none")])
def test_unknown_groups_are_not_no_groups(groups: frozenset[str] | None, words: str) -> None:
    decision = make_decision(facts=make_facts({}, groups=groups))
    assert lines_of(explained(decision=decision), "What was known") == (f"User groups: {words}.",)


def test_the_team_comes_with_skill_reason_and_priority() -> None:
    assert lines_of(explained(), "Team: network") == (
        "About vpn, which needs the skill “network”.",
        "Why this team: Network has the skill “network”.",
        "Priority P3: medium impact × medium urgency.",
    )


def test_the_teams_that_were_asked_on_the_way_are_named() -> None:
    ticket = make_ticket(routing={"path": ["network", "frontline"]})
    assert "Asked on the way: network, then frontline." in lines_of(explained(ticket=ticket), "Team: network")


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (make_event(EventKind.CLAIMED, actor_id=DANA), f"claimed by @{DANA}."),
        (make_event(EventKind.REASSIGNED, actor_id=LENA, details={"to": DANA}), f"given to @{DANA} by @{LENA}."),
        (
            make_event(EventKind.REASSIGNED, details={"to": DANA, "reason": "fewest open tickets"}),
            f"given to @{DANA} by the desk (fewest open tickets).",
        ),
        (
            make_event(
                EventKind.TRANSFERRED,
                actor_id=DANA,
                details={"from_pool": "network", "to_pool": "identity", "reason": "it is the password"},
            ),
            f"moved from network to identity by @{DANA}: it is the password.",
        ),
    ],
)
def test_whoever_got_the_ticket_is_named_with_the_reason(event: TicketEvent, words: str) -> None:
    assert lines_of(explained(event), "Team: network")[-1] == f"Wed 4 Mar 07:00: {words}"


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        (
            EventKind.CATEGORISED,
            {"from_category": "other", "to_category": "vpn", "source": "card"},
            "category vpn instead of other, said by @U0DANA",
        ),
        (EventKind.JOINED, {"main": 7}, "joined to number 7 by @U0DANA"),
        (EventKind.JOINED, {"joined": 7}, "number 7 was joined to this by @U0DANA"),
        (EventKind.SEPARATED, {"main": 7}, "parted from number 7 by @U0DANA"),
        (EventKind.SEPARATED, {"joined": 7}, "number 7 was parted from this by @U0DANA"),
    ],
)
def test_what_it_was_sorted_as_and_joined_to_is_told(kind: EventKind, details: dict[str, object], words: str) -> None:
    event = make_event(kind, actor_id=DANA, details=details)
    assert lines_of(explained(event), "Team: network")[-1] == f"Wed 4 Mar 07:00: {words}."


def test_what_was_said_gives_the_ticket_to_nobody() -> None:
    assert len(lines_of(explained(make_event(EventKind.REPLIED, actor_id=DANA)), "Team: network")) == 3


def test_a_pause_is_told_with_what_was_counted_around_it() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 10:00").paused("mon 11:00").resumed("tue 10:00")
    assert lines_of(explained(clocks=[story]), "Clock: resolution") == (
        "Target 4 h on the calendar “office”, promised to standard.",
        "Started Mon 1 Jun 10:00, running, due Tue 2 Jun 13:00, 2 h 30 min left.",
        "In all 1 h 30 min counted, 23 h paused.",
        "Mon 1 Jun 10:00–11:00 counted (1 h)",
        "Mon 1 Jun 11:00 – Tue 2 Jun 10:00 paused (23 h)",
        "Tue 2 Jun 10:00–10:30 counted (30 min)",
    )


def test_the_night_is_outside_the_hours() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 16:00")
    lines = lines_of(explained(clocks=[story]), "Clock: resolution")
    assert "Mon 1 Jun 17:00 – Tue 2 Jun 09:00 outside the hours (16 h)" in lines


def standing(story: ClockStory, now: str = "tue 10:30") -> str:
    title = f"Clock: {story.clock.metric.replace('_', ' ')}"
    return lines_of(explained(clocks=[story], now=now), title)[1]


def test_a_paused_clock_tells_what_is_left() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 10:00").paused("mon 11:00")
    assert standing(story) == "Started Mon 1 Jun 10:00, paused with 3 h left."


def test_a_promise_that_was_kept_says_when() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 10:00", Metric.FIRST_RESPONSE).fulfilled("mon 11:00")
    assert standing(story) == "Started Mon 1 Jun 10:00, met Mon 1 Jun 11:00, due Mon 1 Jun 14:00."


def test_a_promise_that_was_broken_says_since_when() -> None:
    story = ClockStory(make_goal(hours(1)), "mon 10:00")
    story.then(transition.breach, ny("mon 12:00"))
    assert standing(story) == "Started Mon 1 Jun 10:00, breached Mon 1 Jun 11:00, still open."


def test_a_late_answer_is_told_beside_the_breach() -> None:
    story = ClockStory(make_goal(hours(1)), "mon 10:00").fulfilled("mon 12:00")
    assert standing(story) == "Started Mon 1 Jun 10:00, breached Mon 1 Jun 11:00, done Mon 1 Jun 12:00."


def test_a_breach_by_a_new_target_is_said_to_be_one() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    story.then(transition.retarget, make_goal(minutes(30)), ny("mon 12:00"))
    assert "breached Mon 1 Jun 12:00, by the change of the target, still open" in standing(story)


def test_a_cancelled_clock_is_waited_for_by_nobody() -> None:
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    story.then(transition.cancel, ny("mon 11:00"), "merged")
    assert "cancelled: nobody waits for it any more" in standing(story)


def test_a_long_life_keeps_its_newest_stretches() -> None:
    story = ClockStory(make_goal(hours(400)), "mon 10:00")
    lines = lines_of(explained(clocks=[story], now="+fri 10:30"), "Clock: resolution")
    assert lines[3] == "7 earlier stretches are left out."
    assert lines[-1] == "Fri 12 Jun 09:00–10:30 counted (1 h 30 min)"


def test_a_clock_that_starts_later_has_no_stretches_yet() -> None:
    story = ClockStory(make_goal(hours(4)), "wed 10:00")
    assert len(lines_of(explained(clocks=[story], now="wed 10:00"), "Clock: resolution")) == 2


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            make_event(EventKind.WARNED, details={"metric": "first_response", "to": [LENA, DANA]}),
            f"warned @{LENA}, @{DANA}",
        ),
        (
            make_event(EventKind.WARNED, details={"metric": "first_response", "to": []}),
            "warned nobody: this segment has no lead",
        ),
        (make_event(EventKind.SNOOZED, actor_id=LENA, details={"metric": "first_response"}), f"snoozed by @{LENA}"),
        (make_event(EventKind.BREACHED, details={"metric": "first_response"}), "the deadline passed unanswered"),
        (
            make_event(EventKind.ESCALATED, details={"metric": "first_response", "to": [LENA]}),
            f"escalated to @{LENA}",
        ),
        (
            make_event(EventKind.ESCALATED, details={"metric": "first_response", "to": ["C0SENIOR"]}),
            "escalated to #C0SENIOR",
        ),
        (make_event(EventKind.ESCALATED, details={"metric": "first_response", "to": []}), "escalated to nobody"),
    ],
)
def test_every_warning_says_whom_it_reached(event: TicketEvent, words: str) -> None:
    assert lines_of(explained(event), "Warnings") == (f"Wed 4 Mar 07:00, first response: {words}.",)


def test_no_warning_is_said() -> None:
    assert lines_of(explained(make_event(EventKind.SOLVED, actor_id=DANA)), "Warnings") == ("Nobody was warned.",)


def test_the_people_who_acted_are_known() -> None:
    warned = make_event(EventKind.WARNED, details={"metric": "first_response", "to": [LENA]})
    given = make_event(EventKind.REASSIGNED, actor_id="U0THEO", details={"to": DANA})
    assert explained(warned, given).mentioned == {LENA, DANA, "U0THEO"}


def test_the_same_evidence_gives_the_same_explanation() -> None:
    event = make_event(EventKind.CLAIMED, actor_id=DANA, at=NOON)
    assert explained(event) == explained(event)
