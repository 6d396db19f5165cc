"""What agents read on a card, and what they can press."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.kb.search import Hit
from bot.segments.decide import Match
from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.ticket import Status
from bot.views import card
from bot.views.ticket_file import RecentTicket
from tests.builders import DANA, NOON, make_article, make_clock, make_decision, make_facts, make_file, make_request
from tests.segments.people import habit
from tests.views.shown import buttons_of, check_modal, words_of


def on_card(*ticket: object, **file: object) -> str:
    return words_of(card.render(make_file(*ticket, **file)).blocks)  # type: ignore[arg-type]


def test_it_begins_with_the_facts() -> None:
    first, second, third, *_ = on_card().splitlines()
    assert first == "*HD-12* · *P3* · Revenue &amp; compliance (tier 2) · VPN"
    assert second == ":large_blue_circle: Open · nobody has it yet"
    assert third == "Asked 13:00 today · first response due 14:00 today"


def test_the_requester_comes_with_title_and_place() -> None:
    assert "*Requester*\n<@U0PRIYA>\n*Title*\nAccount Executive" in on_card()
    assert "*Location*\nBerlin" in on_card()


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert "*Device*\nunknown" in on_card()


def test_the_requesters_own_time_is_told() -> None:
    assert "*Their time*\n13:10 (Europe/Berlin)" in on_card()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (make_facts(is_guest=True), "<@U0PRIYA> (guest)"),
        (make_facts(is_external=True), "<@U0PRIYA> (from another company)"),
    ],
)
def test_people_from_outside_are_marked(facts: object, words: str) -> None:
    assert words in on_card(decision=make_decision(facts=facts))


def test_the_segment_comes_with_its_reason() -> None:
    assert "*Segment:* Revenue &amp; compliance, because in the user group @sales." in on_card()


def test_other_segments_that_matched_are_named() -> None:
    matches = (
        Match(segment_id="revenue", reason="in the user group @sales"),
        Match(segment_id="onboarding", reason="started 20 days ago"),
    )
    assert "; also matches onboarding (started 20 days ago)." in on_card(decision=make_decision(matches=matches))


def test_it_says_why_this_team_and_this_priority() -> None:
    assert "*Priority P3:* medium impact × medium urgency." in on_card()
    assert "*Why this team:* Network has the skill “network”." in on_card()


def test_it_says_what_the_requester_was_shown_before() -> None:
    request = make_request(deflection_reason="the best article scored 0.21, below 0.35")
    assert "*Articles for the requester:* the best article scored 0.21, below 0.35." in on_card(request=request)


def test_a_guess_at_the_category_is_called_unsure() -> None:
    file = make_file(request=make_request(category_id="other"), category_name="Something else")
    assert "Something else (unsure)" in words_of(card.render(file).blocks)


def test_what_was_asked_is_quoted() -> None:
    assert "\n> My VPN drops every hour\n" in on_card()


def test_a_long_request_says_how_much_is_missing() -> None:
    assert "Shortened: 9,000 characters were written." in on_card({"text": "x" * 9_000})


def test_the_last_requests_are_listed() -> None:
    earlier = RecentTicket("HD-9", "Printer jams", Status.SOLVED, NOON - timedelta(days=40))
    assert "*Last requests:* HD-9 Printer jams (solved, 23 January)." in on_card(recent=(earlier,))


def test_a_first_request_is_said_to_be_the_first() -> None:
    assert "*Last requests:* none before this one." in on_card()


def test_the_best_article_comes_with_its_steps() -> None:
    hit = Hit(make_article(), 0.7, "the title “Stop the VPN from dropping”")
    assert "*Stop the VPN from dropping*\n1. Quit *GlobalConnect*." in on_card(articles=(hit,))


def test_further_articles_come_with_what_they_resemble() -> None:
    best = Hit(make_article(), 0.7, "the title")
    other = Hit(make_article(title="Choose a gateway"), 0.4, "resembles the question “vpn slow”")
    assert "*Also:* Choose a gateway (resembles the question “vpn slow”)" in on_card(articles=(best, other))


def test_a_paused_clock_is_said_to_be_paused() -> None:
    paused = make_clock(metric=Metric.RESOLUTION, state=Phase.PAUSED, due_at=None)
    assert "resolution: paused" in on_card(clocks=(paused, paused))


def test_a_missed_promise_was_due() -> None:
    assert "first response was due 14:00 today" in on_card(now=NOON + timedelta(hours=2))


def test_a_solved_card_says_by_whom_and_when() -> None:
    words = on_card({"status": Status.SOLVED, "assignee_id": DANA, "solved_at": NOON})
    assert ":white_check_mark: Solved · <@U0DANA>\nAsked 13:00 today · solved 13:00 today" in words


def test_a_ticket_solved_by_its_requester_has_no_owner() -> None:
    assert "nobody" not in on_card({"status": Status.SOLVED, "solved_at": NOON})


def test_read_aloud_it_tells_what_matters() -> None:
    assert card.render(make_file()).text == "HD-12, P3, Revenue &amp; compliance, VPN: My VPN drops every hour"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.OPEN, ["Claim", "Reply", "Wait for requester", "Solve", "Transfer"]),
        (Status.CLAIMED, ["Reply", "Wait for requester", "Solve", "Transfer"]),
        (Status.WAITING_ON_REQUESTER, ["Reply", "Solve", "Transfer"]),
        (Status.SOLVED, []),
        (Status.CLOSED, []),
    ],
)
def test_only_what_can_be_done_can_be_pressed(status: Status, words: list[str]) -> None:
    assert list(buttons_of(card.render(make_file({"status": status})).blocks)) == words


def test_every_button_carries_the_number() -> None:
    shown = buttons_of(card.render(make_file()).blocks)
    assert [card.read(each) for each in shown.values()] == [12] * 5


@pytest.mark.parametrize("value", ["", "twelve", "-1", "١٢", "9" * 30, None])
def test_a_button_without_a_number_is_refused(value: str | None) -> None:
    with pytest.raises(Refusal):
        card.read({"value": value})


def test_the_card_left_behind_names_the_new_team_and_does_nothing() -> None:
    shown = card.render_moved(make_file(pool_name="Identity"))
    assert shown.text == "HD-12 has moved to the Identity team."
    assert buttons_of(shown.blocks) == {}


def test_in_a_modal_the_whole_text_can_be_read() -> None:
    view = card.modal(make_file({"text": "word " * 2_400}))
    check_modal(view)
    assert "Shortened" not in words_of(view["blocks"])


def facts_on_card(**facts: object) -> str:
    return words_of(card.render(make_file(decision=make_decision(facts=make_facts(**facts)))).blocks)


def test_what_depends_on_the_requesters_devices_is_said() -> None:
    shown = facts_on_card(named={"critical_infrastructure": "yes", "regulated": "yes", "os": "macOS 15"})
    assert "Depends on it*\ncritical infrastructure and a regulated system" in shown
    assert "System*\nmacOS 15" in shown


def test_habits_are_said_with_what_was_counted() -> None:
    habits = {name: habit(name, count) for name, count in (("repeated_p1", 6), ("unhappy", 1))}
    shown = facts_on_card(habits=habits)
    assert "Habits:* 6 P1 tickets in 30 days (a habit from 5)." in shown
    assert "ratings" not in shown


def test_that_slack_did_not_answer_is_said() -> None:
    assert "Slack did not answer since" in facts_on_card(stale_since=NOON)
