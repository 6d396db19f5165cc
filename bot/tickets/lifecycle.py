"""The life of a ticket: which move leads where, and why another is refused."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import Refusal
from bot.tickets.ticket import Status, Ticket


class Move(StrEnum):
    CLAIM = "claim"
    REPLY = "reply"
    WAIT = "wait"
    RESUME = "resume"
    TRANSFER = "transfer"
    REASSIGN = "reassign"
    SOLVE = "solve"
    REOPEN = "reopen"
    CLOSE = "close"


_WAITING = (Status.WAITING_ON_REQUESTER, Status.WAITING_ON_THIRD_PARTY, Status.WAITING_FOR_APPROVAL)

ALLOWED_MOVES: dict[Status, dict[Move, Status]] = {
    Status.OPEN: {
        Move.CLAIM: Status.CLAIMED,
        Move.REPLY: Status.CLAIMED,
        Move.WAIT: Status.WAITING_ON_REQUESTER,
        Move.TRANSFER: Status.OPEN,
        Move.REASSIGN: Status.CLAIMED,
        Move.SOLVE: Status.SOLVED,
    },
    Status.CLAIMED: {
        Move.REPLY: Status.CLAIMED,
        Move.WAIT: Status.WAITING_ON_REQUESTER,
        Move.TRANSFER: Status.OPEN,
        Move.REASSIGN: Status.CLAIMED,
        Move.SOLVE: Status.SOLVED,
    },
    **{
        waiting: {
            Move.REPLY: Status.CLAIMED,
            Move.RESUME: Status.CLAIMED,
            Move.TRANSFER: Status.OPEN,
            Move.REASSIGN: Status.CLAIMED,
            Move.SOLVE: Status.SOLVED,
        }
        for waiting in _WAITING
    },
    Status.SOLVED: {Move.REOPEN: Status.OPEN, Move.CLOSE: Status.CLOSED},
    Status.CLOSED: {},
}

_REFUSALS: dict[Status, str] = {
    Status.OPEN: "It is open and nobody has taken it yet.",
    Status.CLAIMED: "Somebody is already working on it.",
    **dict.fromkeys(_WAITING, "It is waiting for an answer."),
    Status.SOLVED: "It is already solved. The requester can reopen it by answering in their thread.",
    Status.CLOSED: "It is closed. A new request can be opened instead.",
}


def can_move(ticket: Ticket, move: Move) -> bool:
    return move in ALLOWED_MOVES[ticket.status]


def check_move(ticket: Ticket, move: Move) -> None:
    """Raises a `Refusal` that says why the ticket cannot make this move."""
    if not can_move(ticket, move):
        raise Refusal(_REFUSALS[ticket.status])


def make_move(ticket: Ticket, move: Move, at: datetime) -> None:
    """Makes an allowed move and keeps the times that belong to it."""
    check_move(ticket, move)
    ticket.status = ALLOWED_MOVES[ticket.status][move]
    match move:
        case Move.TRANSFER:
            ticket.assignee_id = None
        case Move.SOLVE:
            ticket.solved_at = at
            ticket.first_solved_at = ticket.first_solved_at or at
        case Move.REOPEN:
            ticket.solved_at = None
            ticket.status = Status.CLAIMED if ticket.assignee_id else Status.OPEN
        case Move.CLOSE:
            ticket.closed_at = at
        case _:
            pass


def own(ticket: Ticket, agent_id: str, at: datetime) -> None:
    """Makes the agent the ticket's owner; the first one is remembered."""
    ticket.assignee_id = agent_id
    ticket.first_owner_id = ticket.first_owner_id or agent_id
    ticket.claimed_at = ticket.claimed_at or at


def can_reopen(ticket: Ticket, at: datetime, window: timedelta) -> bool:
    """Whether an answer at that time reopens the ticket, rather than asking for a new one."""
    return ticket.status is Status.SOLVED and ticket.solved_at is not None and at - ticket.solved_at <= window
