"""The Home tab and the queue."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.sla.clock import Phase
from bot.tickets.ticket import Status
from bot.views import agent_queue, card, home, usage
from bot.views.home import HomePage
from bot.views.ticket_file import TicketFile
from tests.builders import DANA, NOON, make_clock, make_file
from tests.views.shown import buttons_of, check_home, check_message, words_of

LATER = make_file({"id": 13}, key="HD-13", clocks=(make_clock(due_at=NOON + timedelta(hours=3)),))
NEVER = make_file({"id": 14}, key="HD-14", clocks=())


def words(mine: list[TicketFile], queue: list[TicketFile] | None = None) -> str:
    view = home.render(HomePage("Priya Raman", mine, queue))
    check_home(view)
    return words_of(view["blocks"])


def test_it_greets_and_lets_ask() -> None:
    view = home.render(HomePage("Priya Raman", []))
    assert words_of(view["blocks"]).startswith("Hello Priya Raman. Ask here, or write to me in the Messages tab.")
    assert buttons_of(view["blocks"])["Ask for help"]["action_id"] == home.ASK


def test_somebody_without_a_name_is_greeted_too() -> None:
    assert words_of(home.render(HomePage("", []))["blocks"]).startswith("Hello there.")


def test_a_request_stands_there_in_plain_words() -> None:
    assert (
        "*HD-12* :large_blue_circle: waiting for the team · you will hear by 14:00 today\n> My VPN drops every hour"
        in words([make_file()])
    )


def test_a_solved_request_promises_nothing() -> None:
    assert "*HD-12* :white_check_mark: solved\n" in words([make_file({"status": Status.SOLVED})])


def test_a_late_promise_is_not_repeated() -> None:
    assert "you will hear" not in words([make_file(clocks=(make_clock(state=Phase.BREACHED),))])


def test_no_request_is_said() -> None:
    assert "You have not asked for anything yet." in words([])


def test_many_requests_are_counted() -> None:
    assert "5 more." in words([make_file()] * 20)


def test_whoever_is_no_agent_has_no_queue() -> None:
    assert "Queue" not in words([make_file()])


def test_an_empty_queue_is_said_to_be_empty() -> None:
    assert "The queue is empty: no ticket is open in your teams." in words([], [])


def test_the_queue_is_sorted_by_what_is_due() -> None:
    shown = words([], [NEVER, LATER, make_file()])
    assert shown.index("*HD-12*") < shown.index("*HD-13*") < shown.index("*HD-14*")


def test_a_ticket_for_which_nothing_is_due_says_so() -> None:
    assert "VPN · nothing is due" in words([], [NEVER])


def test_a_late_ticket_is_marked() -> None:
    assert ":red_circle: first response was due 14:00 today" in words([], [make_file(now=NOON + timedelta(hours=2))])


def test_an_open_ticket_can_be_claimed_and_opened() -> None:
    shown = buttons_of(home.render(HomePage("Dana", [], [make_file()]))["blocks"])
    assert list(shown) == ["Ask for help", "Claim", "Open"]
    assert (card.read(shown["Claim"]), home.read(shown["Open"])) == (12, 12)


def test_a_claimed_ticket_can_only_be_opened() -> None:
    claimed = make_file({"status": Status.CLAIMED, "assignee_id": DANA})
    assert list(buttons_of(home.render(HomePage("Dana", [], [claimed]))["blocks"])) == ["Ask for help", "Open"]


def test_a_button_without_a_number_is_refused() -> None:
    with pytest.raises(Refusal):
        home.read({})


def test_the_queue_by_command_says_how_many_there_are() -> None:
    shown = agent_queue.render([LATER, make_file()])
    assert shown.text == "2 open, the first due first: HD-12, HD-13."


def test_one_ticket_needs_no_order() -> None:
    assert agent_queue.render([make_file()]).text == "1 open ticket: HD-12."


def test_an_empty_queue_by_command() -> None:
    assert agent_queue.render([]).text == "The queue is empty: no ticket is open in your teams."


def test_a_long_queue_sends_to_the_home() -> None:
    shown = agent_queue.render([make_file()] * 20)
    check_message(shown)
    assert "8 more: you find them all in my Home tab." in words_of(shown.blocks)


@pytest.mark.parametrize("command", ["/support", "/support help", "/support my VPN drops every hour"])
def test_the_help_of_support_names_what_can_be_typed(command: str) -> None:
    assert f"`{command}` " in words_of(usage.support().blocks)
    check_message(usage.support())


@pytest.mark.parametrize("command", ["/desk queue", "/desk why HD-12", "/desk help"])
def test_the_help_of_desk_names_what_can_be_typed(command: str) -> None:
    assert f"`{command}` " in words_of(usage.desk().blocks)
    check_message(usage.desk())


def test_an_unknown_command_says_what_is_known() -> None:
    assert usage.unknown_command("/dask").text == "I do not know /dask. Try /support help."
