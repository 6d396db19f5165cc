"""Whoever answers is told who reads it, and other companies are told neither team nor agent."""

from typing import Any

import pytest

from bot.tickets.ticket import Status
from bot.views import card, reply, solve, ticket
from bot.views.reading_along import reading_along
from tests.builders import DANA, make_file
from tests.views.shown import words_of

OUTSIDERS: dict[str, Any] = {"outsiders": True, "desk_name": "Northwind IT"}


def test_in_a_direct_message_nobody_else_reads_the_answer() -> None:
    assert reading_along(make_file()) == []


def test_in_a_channel_everybody_reads_the_answer() -> None:
    said = words_of(reading_along(make_file(asked_in="C0TEAM")))
    assert said == ":eyes: It was asked in <#C0TEAM>, where everybody reads the answers."


def test_in_a_shared_channel_people_of_another_company_read_the_answer() -> None:
    said = words_of(reading_along(make_file(asked_in="C0TEAM", **OUTSIDERS)))
    assert said.endswith("where everybody reads the answers, people of another company too.")


def test_an_answer_to_somebody_of_another_company_leaves_the_house() -> None:
    assert "Your answer leaves the house" in words_of(reading_along(make_file(**OUTSIDERS)))


@pytest.mark.parametrize(
    "blocks",
    [
        card.render(make_file(asked_in="C0TEAM")).blocks,
        reply.modal(make_file(asked_in="C0TEAM"))["blocks"],
        reply.send_modal(make_file(asked_in="C0TEAM"), "Try again")["blocks"],
        solve.modal(make_file(asked_in="C0TEAM"))["blocks"],
    ],
    ids=["the card", "the reply form", "the form for a note", "the form that solves"],
)
def test_an_agent_sees_it_before_they_answer(blocks: list[dict[str, Any]]) -> None:
    assert "where everybody reads the answers" in words_of(blocks)


@pytest.mark.parametrize("status", Status)
def test_another_company_hears_neither_which_team_has_it_nor_who(status: Status) -> None:
    file = make_file({"status": status, "assignee_id": DANA, "card_number": 2}, **OUTSIDERS)
    said = words_of(ticket.render(file).blocks)
    assert "Network" not in said
    assert DANA not in said


def test_another_company_hears_that_the_desk_has_it() -> None:
    assert "*HD-12* is with Northwind IT." in words_of(ticket.render(make_file(**OUTSIDERS)).blocks)


def test_another_company_is_answered_by_the_desk() -> None:
    assert reply.render(make_file(**OUTSIDERS), DANA, "Try again").text == "Northwind IT answers: Try again"
