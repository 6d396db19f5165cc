"""What a requester reads of their ticket, from the hand-over to its end."""

from datetime import timedelta

import pytest

from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.ticket import Status
from bot.views import solved, ticket
from tests.builders import DANA, NOON, make_clock, make_file
from tests.views.shown import words_of

SOLUTION = make_clock(id="clock-2", metric=Metric.RESOLUTION, due_at=NOON + timedelta(days=1))
ANSWERED = make_clock(state=Phase.MET, fulfilled_at=NOON)


def test_it_says_who_looks_at_it_and_by_when() -> None:
    assert ticket.render(make_file()).text == "HD-12 is with the Network team. You will hear from them by 14:00 today."


def test_the_message_has_the_exact_time_behind_its_words() -> None:
    blocks = ticket.render(make_file()).blocks
    assert "<!date^1772629200^{time} {date_short_pretty}|14:00 today>" in blocks[0]["text"]["text"]


def test_the_number_stands_out() -> None:
    assert words_of(ticket.render(make_file()).blocks).startswith("*HD-12* is with")


@pytest.mark.parametrize(
    ("pool", "words"),
    [("Network", "the Network team"), ("Network team", "the Network team"), ("Help desk", "the Help desk")],
)
def test_a_pool_is_spoken_of_as_people_do(pool: str, words: str) -> None:
    assert f"is with {words}." in ticket.render(make_file(pool_name=pool)).text


def test_a_transferred_ticket_has_moved() -> None:
    moved = make_file({"card_number": 2}, pool_name="Identity")
    assert ticket.render(moved).text.startswith("HD-12 has moved to the Identity team.")


def test_whoever_claimed_it_is_named() -> None:
    claimed = make_file({"status": Status.CLAIMED, "assignee_id": DANA})
    assert ticket.render(claimed).text == "<@U0DANA> is working on HD-12. You will hear from them by 14:00 today."


def test_a_team_begins_its_sentence_with_a_capital() -> None:
    assert ticket.render(make_file({"status": Status.CLAIMED})).text.startswith("The Network team is working on HD-12.")


def test_after_the_answer_the_solution_is_promised() -> None:
    file = make_file({"status": Status.CLAIMED, "assignee_id": DANA}, clocks=(ANSWERED, SOLUTION))
    assert ticket.render(file).text.endswith("They mean to have it solved by 13:00 tomorrow.")


def test_without_a_promise_left_it_invites_to_add_something() -> None:
    file = make_file({"status": Status.CLAIMED, "assignee_id": DANA}, clocks=(ANSWERED,))
    assert ticket.render(file).text.endswith("Write in this thread if there is anything to add.")


def test_a_late_solution_is_not_promised_again() -> None:
    file = make_file({"status": Status.CLAIMED}, clocks=(ANSWERED, SOLUTION), now=NOON + timedelta(days=2))
    assert "solved by" not in ticket.render(file).text


def test_a_late_answer_is_owned_up_to_once() -> None:
    late = make_file(now=NOON + timedelta(hours=2))
    assert ticket.render(late).text.endswith(
        "You should have heard from them by 14:00 today. Sorry for the wait: it is at the top of their list."
    )


def test_a_breached_promise_is_late_whatever_the_time() -> None:
    assert "Sorry" in ticket.render(make_file(clocks=(make_clock(state=Phase.BREACHED),))).text


def test_a_cancelled_clock_promises_nothing() -> None:
    assert "by 14:00" not in ticket.render(make_file(clocks=(make_clock(state=Phase.CANCELLED),))).text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.WAITING_ON_REQUESTER, "Write it in this thread, then <@U0DANA> goes on."),
        (Status.WAITING_ON_THIRD_PARTY, "waiting for somebody outside the team. <@U0DANA> keeps at it."),
        (Status.WAITING_FOR_APPROVAL, "waiting for an approval. You need to do nothing for now."),
        (Status.SOLVED, "HD-12 is solved."),
        (Status.CLOSED, "HD-12 is closed. If you need anything else, just write to me."),
    ],
)
def test_every_state_has_its_sentence(status: Status, words: str) -> None:
    assert words in ticket.render(make_file({"status": status, "assignee_id": DANA})).text


@pytest.mark.parametrize("status", Status)
def test_requesters_are_spared_the_words_of_the_trade(status: Status) -> None:
    text = ticket.render(make_file({"status": status, "assignee_id": DANA})).text.lower()
    assert not any(word in text for word in ("sla", "segment", "tier", "deflection", "pool", "clock"))


def test_a_solved_ticket_says_until_when_it_opens_again() -> None:
    file = make_file({"status": Status.SOLVED}, reopen_until=NOON + timedelta(days=7))
    assert solved.render(file).text == (
        "HD-12 is solved. If it is not, answer in this thread by 11 March and it is open again."
    )


def test_a_solved_ticket_opens_again_by_an_answer() -> None:
    assert "answer in this thread and it is open again." in solved.render(make_file({"status": Status.SOLVED})).text
