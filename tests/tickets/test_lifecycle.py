"""Which move leads where, and why another is refused."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.tickets.lifecycle import ALLOWED_MOVES, Move, can_move, can_reopen, check_move, make_move, own
from bot.tickets.ticket import Status, Ticket
from tests.builders import DANA, LENA, NOON, make_ticket

WAITING = [Status.WAITING_ON_REQUESTER, Status.WAITING_ON_THIRD_PARTY, Status.WAITING_FOR_APPROVAL]
ALLOWED = [(status, move, to) for status, moves in ALLOWED_MOVES.items() for move, to in moves.items()]
REFUSED = [(status, move) for status in Status for move in Move if move not in ALLOWED_MOVES[status]]
WEEK = timedelta(days=7)


def moved(status: Status, move: Move, **values: object) -> Ticket:
    ticket = make_ticket(status=status, **values)
    make_move(ticket, move, NOON)
    return ticket


@pytest.mark.parametrize(("status", "move", "to"), ALLOWED)
def test_an_allowed_move_leads_where_the_table_says(status: Status, move: Move, to: Status) -> None:
    assert moved(status, move).status is to


@pytest.mark.parametrize(("status", "move", "_to"), ALLOWED)
def test_an_allowed_move_can_be_made(status: Status, move: Move, _to: Status) -> None:
    ticket = make_ticket(status=status)
    check_move(ticket, move)
    assert can_move(ticket, move)


@pytest.mark.parametrize(("status", "move"), REFUSED)
def test_a_refused_move_changes_nothing(status: Status, move: Move) -> None:
    ticket = make_ticket(status=status)
    with pytest.raises(Refusal):
        make_move(ticket, move, NOON)
    assert (ticket.status, ticket.solved_at, ticket.closed_at) == (status, None, None)


@pytest.mark.parametrize(("status", "move"), REFUSED)
def test_a_refused_move_says_why_in_a_sentence(status: Status, move: Move) -> None:
    with pytest.raises(Refusal) as refused:
        check_move(make_ticket(status=status), move)
    assert refused.value.sentence.endswith(".")
    assert len(refused.value.sentence) > 20


@pytest.mark.parametrize(("status", "move"), REFUSED)
def test_a_refused_move_cannot_be_made(status: Status, move: Move) -> None:
    assert not can_move(make_ticket(status=status), move)


@pytest.mark.parametrize("status", Status)
def test_every_status_but_the_last_leads_somewhere(status: Status) -> None:
    assert bool(ALLOWED_MOVES[status]) is (status is not Status.CLOSED)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OPEN])
def test_every_status_can_be_reached_from_an_open_ticket_or_waits_for_what_is_not_built(status: Status) -> None:
    """Nothing leads to the two that wait for somebody else than the requester, but everything leads out of them."""
    reached = {to for moves in ALLOWED_MOVES.values() for to in moves.values()}
    assert status in reached or status in WAITING


@pytest.mark.parametrize("status", [Status.OPEN, Status.CLAIMED, *WAITING])
def test_an_unsolved_ticket_is_open_and_can_be_solved(status: Status) -> None:
    ticket = make_ticket(status=status)
    assert ticket.is_open
    assert can_move(ticket, Move.SOLVE)


@pytest.mark.parametrize("status", [Status.SOLVED, Status.CLOSED])
def test_a_solved_or_closed_ticket_is_not_open(status: Status) -> None:
    assert not make_ticket(status=status).is_open


def test_a_transferred_ticket_has_no_owner() -> None:
    assert moved(Status.CLAIMED, Move.TRANSFER, assignee_id=DANA).assignee_id is None


def test_a_solve_keeps_its_time() -> None:
    assert moved(Status.CLAIMED, Move.SOLVE).solved_at == NOON


def test_the_first_solve_is_remembered() -> None:
    earlier = NOON - timedelta(days=1)
    assert moved(Status.CLAIMED, Move.SOLVE, first_solved_at=earlier).first_solved_at == earlier


def test_the_only_solve_is_the_first() -> None:
    assert moved(Status.CLAIMED, Move.SOLVE).first_solved_at == NOON


def test_a_reopened_ticket_goes_back_to_its_owner() -> None:
    assert moved(Status.SOLVED, Move.REOPEN, assignee_id=DANA).status is Status.CLAIMED


def test_a_reopened_ticket_is_not_solved() -> None:
    assert moved(Status.SOLVED, Move.REOPEN, solved_at=NOON).solved_at is None


def test_a_close_keeps_its_time() -> None:
    assert moved(Status.SOLVED, Move.CLOSE).closed_at == NOON


def test_whoever_takes_a_ticket_owns_it() -> None:
    ticket = make_ticket()
    own(ticket, DANA, NOON)
    assert (ticket.assignee_id, ticket.first_owner_id, ticket.claimed_at) == (DANA, DANA, NOON)


def test_the_first_owner_and_the_first_claim_are_remembered() -> None:
    ticket = make_ticket(assignee_id=DANA, first_owner_id=DANA, claimed_at=NOON)
    own(ticket, LENA, NOON + WEEK)
    assert (ticket.assignee_id, ticket.first_owner_id, ticket.claimed_at) == (LENA, DANA, NOON)


def test_a_solved_ticket_reopens_until_its_window_ends() -> None:
    assert can_reopen(make_ticket(status=Status.SOLVED, solved_at=NOON), NOON + WEEK, WEEK)


def test_a_solved_ticket_does_not_reopen_later() -> None:
    late = NOON + WEEK + timedelta(seconds=1)
    assert not can_reopen(make_ticket(status=Status.SOLVED, solved_at=NOON), late, WEEK)


@pytest.mark.parametrize("status", [Status.CLAIMED, Status.CLOSED])
def test_only_a_solved_ticket_reopens(status: Status) -> None:
    assert not can_reopen(make_ticket(status=status, solved_at=NOON), NOON, WEEK)


def test_a_stored_ticket_has_a_number() -> None:
    assert make_ticket(id=12).number == 12


def test_a_ticket_that_is_not_stored_has_none() -> None:
    with pytest.raises(AssertionError):
        _ = make_ticket(id=None).number
