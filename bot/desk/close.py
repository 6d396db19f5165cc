"""A solved ticket closes once nobody can reopen it any more."""

from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.tx import Tx
from bot.tickets.event import DESK, EventKind
from bot.tickets.lifecycle import Move, can_move, make_move


def close(tx: Tx, desk: Desk, number: int) -> None:
    ticket = tx.ticket(number)
    if not can_move(ticket, Move.CLOSE):
        return
    make_move(ticket, Move.CLOSE, desk.now())
    cause = record(tx, desk, ticket, DESK, EventKind.CLOSED)
    refresh(tx, desk, ticket, cause)
