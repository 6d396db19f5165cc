"""What is said in threads: answers to both sides, the history of a moved ticket, notices."""

from datetime import timedelta

import pytest

from bot.tickets.message import Voice
from bot.views import answer, asked, history, notice, reply
from tests.builders import DANA, NOON, PRIYA, make_file, make_message
from tests.views.shown import check_message, words_of


def test_what_was_asked_by_command_is_repeated() -> None:
    assert words_of(asked.render("My VPN drops").blocks) == "You asked:\n> My VPN drops"


def test_an_agents_answer_names_the_agent() -> None:
    shown = reply.render(make_file(), DANA, "Try again")
    assert shown.text == "<@U0DANA> answers: Try again"
    assert words_of(shown.blocks) == "<@U0DANA> answers:\n> Try again"


def test_on_the_card_an_answer_is_said_to_have_gone_out() -> None:
    assert words_of(reply.render_sent(DANA, "Try again").blocks).startswith("<@U0DANA> answered the requester:")


def test_the_requesters_words_reach_the_card() -> None:
    assert words_of(answer.render(PRIYA, "Still broken").blocks) == ":speech_balloon: <@U0PRIYA> wrote:\n> Still broken"


def test_a_long_answer_is_whole() -> None:
    shown = answer.render(PRIYA, "word " * 1_900)
    check_message(shown)
    assert "Shortened" not in words_of(shown.blocks)
    assert words_of(shown.blocks).count("word") == 1_900


def test_a_moved_ticket_says_why_it_moved() -> None:
    shown = history.render([make_message()], "it is the password.")
    assert shown.text == "Why it moved: it is the password. One message so far."


def test_a_move_without_a_reason_says_that_it_moved() -> None:
    assert history.render([], " ").text == "It moved here. This is what was said so far. 0 messages so far."


@pytest.mark.parametrize(
    ("voice", "did"),
    [(Voice.REQUESTER, "wrote"), (Voice.AGENT, "answered"), (Voice.INTERNAL, "noted (internal)")],
)
def test_the_history_says_on_which_side_something_was_said(voice: Voice, did: str) -> None:
    shown = history.render([make_message(author_id=DANA, voice=voice, text="Try again")], "moved")
    assert f"<@U0DANA> {did} · 2026-03-04 12:00 UTC\n> Try again" in words_of(shown.blocks)


def test_the_newest_comes_last() -> None:
    messages = [make_message(text=f"word {at}", at=NOON + timedelta(minutes=at)) for at in range(3)]
    words = words_of(history.render(messages, "moved").blocks)
    assert words.index("word 0") < words.index("word 1") < words.index("word 2")


def test_a_long_history_keeps_the_newest_and_counts_the_rest() -> None:
    shown = history.render([make_message(text=f"number {at}") for at in range(100)], "moved")
    check_message(shown)
    assert "60 earlier messages are left out." in words_of(shown.blocks)
    assert "number 99" in words_of(shown.blocks)


def test_a_notice_is_one_sentence() -> None:
    assert notice.render("HD-12 is closed.").text == "HD-12 is closed."
