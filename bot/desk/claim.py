"""An agent takes a ticket."""

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, can_move, make_move, own
from bot.tickets.ticket import Ticket


async def claim(desk: Desk, actor: Actor, number: int) -> None:
    """Makes the agent the owner of an open ticket. Claiming one's own ticket again changes nothing."""
    await desk.transact(lambda tx: _claim(tx, desk, actor, tx.ticket(number)))


def _claim(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket) -> None:
    actor.check(Role.AGENT)
    check_not_own(actor, ticket)
    if ticket.assignee_id == actor.id and ticket.is_open:
        return
    if ticket.assignee_id is not None and not can_move(ticket, Move.CLAIM) and ticket.is_open:
        raise Refusal(f"<@{ticket.assignee_id}> has {desk.key(ticket.number)} already. A lead can reassign it.")
    make_move(ticket, Move.CLAIM, desk.now())
    own(ticket, actor.id, desk.now())
    cause = record(tx, desk, ticket, actor.id, EventKind.CLAIMED)
    refresh(tx, desk, ticket, cause)
    keep_clocks.acknowledge(tx, desk, ticket, actor.id)
    lead_notices.settle(tx, ticket, f"<@{actor.id}> took it.")
