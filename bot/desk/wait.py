"""A ticket waits for its requester: the resolution clock stands still until they answer."""

from bot.desk import keep_clocks
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.tx import Tx
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, make_move, own
from bot.tickets.ticket import Status, Ticket


async def wait(desk: Desk, actor: Actor, number: int) -> None:
    """Marks the ticket as waiting for its requester; pressing it again changes nothing."""
    await desk.transact(lambda tx: _wait(tx, desk, actor, tx.ticket(number)))


def _wait(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket) -> None:
    actor.check(Role.AGENT)
    check_not_own(actor, ticket)
    if ticket.status is Status.WAITING_ON_REQUESTER:
        return
    make_move(ticket, Move.WAIT, desk.now())
    if ticket.assignee_id is None:
        own(ticket, actor.id, desk.now())
    keep_clocks.follow(tx, desk, ticket, desk.now())
    cause = record(tx, desk, ticket, actor.id, EventKind.WAITED)
    refresh(tx, desk, ticket, cause)
