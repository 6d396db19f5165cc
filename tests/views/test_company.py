"""Which other tickets are about the same: what agents read of it, and what requesters do."""

import pytest

from bot.tickets.ticket import Status
from bot.views import card, joined, solve, ticket
from bot.views.ticket_file import AlikeTicket
from tests.builders import DANA, make_file, make_ticket
from tests.views.shown import choices_of, words_of

OTHERS = (AlikeTicket("HD-7", 7, "VPN is down"), AlikeTicket("HD-9", 9, "no vpn"))
MAIN = make_ticket(id=7, requester_id="U0TOM", status=Status.CLAIMED, assignee_id=DANA)


def test_the_card_names_what_reads_alike_and_how_many_report_it() -> None:
    words = words_of(card.render(make_file(alike=OTHERS, people=3)).blocks)
    assert "Looks like *HD-7* “VPN is down”, *HD-9* “no vpn” (3 people report the same)." in words


def test_a_joined_card_says_what_it_waits_for() -> None:
    words = words_of(card.render(make_file(joined_to=MAIN, main_key="HD-7", alike=OTHERS)).blocks)
    assert "Joined to *HD-7*, whose solution answers this one too." in words
    assert "Looks like" not in words


def test_the_main_card_names_whom_its_solution_answers() -> None:
    words = words_of(card.render(make_file(joined=(MAIN,))).blocks)
    assert "One ticket is joined to this one. Its solution answers <@U0TOM> too." in words


def test_the_card_names_those_who_wait_without_a_ticket() -> None:
    words = words_of(card.render(make_file(waiting=("U0UMA",))).blocks)
    assert "<@U0UMA> said that it is the same, and waits for the solution of this ticket." in words


def test_once_it_is_over_nobody_waits() -> None:
    assert "waits" not in words_of(card.render(make_file({"status": Status.SOLVED}, waiting=("U0UMA",))).blocks)


def test_the_card_tells_of_the_ticket_that_was_no_help() -> None:
    words = words_of(card.render(make_file(asked_same="HD-7")).blocks)
    assert "Asked whether it is the same as *HD-7*: it is not, or that did not help." in words


def test_of_many_who_wait_the_card_names_ten() -> None:
    words = words_of(card.render(make_file(waiting=tuple(f"U{number}" for number in range(12)))).blocks)
    assert "<@U9> and 2 more said that it is the same, and wait for the solution of this ticket." in words


def test_what_is_joined_already_is_not_suggested_again() -> None:
    assert "Looks like" not in words_of(card.render(make_file(joined=(MAIN,), alike=OTHERS[:1])).blocks)


def test_whoever_writes_a_solution_knows_who_else_reads_it() -> None:
    view = solve.modal(make_file(joined=(MAIN,), waiting=("U0UMA",)))
    assert "It goes to 2 more, who wait for the same: <@U0TOM>, <@U0UMA>. Name nobody." in words_of(view["blocks"])


def test_a_requester_reads_how_many_report_the_same_and_nobodys_name() -> None:
    text = ticket.render(make_file(people=3, alike=OTHERS)).text
    assert "3 people have reported the same, and we are on it." in text
    assert "HD-7" not in text


@pytest.mark.parametrize(
    "file", [make_file(people=2), make_file(people=5, outsiders=True)], ids=["two people", "somebody of outside"]
)
def test_a_requester_is_not_told(file: object) -> None:
    assert "the same" not in ticket.render(file).text  # type: ignore[arg-type]


def test_whose_ticket_is_joined_reads_who_works_on_it() -> None:
    text = joined.render(make_file(joined_to=MAIN, main_key="HD-7")).text
    assert text.startswith(f"<@{DANA}> is working on HD-12, together with other reports of the same.")


def test_people_of_other_companies_read_neither_names_nor_others() -> None:
    text = joined.render(make_file(joined_to=MAIN, main_key="HD-7", outsiders=True)).text
    assert text == "The team is working on HD-12. You will hear here as soon as it is solved."


def test_the_status_of_a_joined_ticket_says_the_same() -> None:
    assert "together with other reports" in ticket.render(make_file(joined_to=MAIN)).text


CHANGES = ("Change the category", "Change the segment")


@pytest.mark.parametrize(
    ("file", "choices"),
    [
        (make_file(), [*CHANGES, "Join to a ticket"]),
        (make_file(corrected_by=DANA), [*CHANGES, "Take the category back", "Join to a ticket"]),
        (make_file(joined_to=MAIN, main_key="HD-7"), [*CHANGES, "Take it out of HD-7"]),
        (make_file({"status": Status.SOLVED}), []),
    ],
    ids=["open", "corrected", "joined", "solved"],
)
def test_the_menu_holds_what_can_be_done(file: object, choices: list[str]) -> None:
    assert list(choices_of(card.render(file).blocks)) == choices  # type: ignore[arg-type]


def test_a_correction_names_who_said_so() -> None:
    assert f"VPN (corrected by <@{DANA}>)" in words_of(card.render(make_file(corrected_by=DANA)).blocks)
