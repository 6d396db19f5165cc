"""A ticket moves to another pool: a new card there, the old one says where it went. No clock changes."""

from dataclasses import dataclass, replace

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh, retire_card, show_card, tell_agents
from bot.desk.correct import correct
from bot.desk.desk import Desk
from bot.desk.hand_over import assign
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.speech import Say
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.correction import CorrectionSource
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, make_move
from bot.tickets.ticket import Ticket


@dataclass(frozen=True)
class Transfer:
    """`category_id` is what the ticket is really about, where the agent says so."""

    number: int
    pool_id: str
    reason: str
    category_id: str | None = None


async def transfer(desk: Desk, actor: Actor, order: Transfer) -> None:
    """Hands a ticket to another pool, with what was said so far in the thread of its new card."""
    await desk.transact(lambda tx: _transfer(tx, desk, actor, order))


def _transfer(tx: Tx, desk: Desk, actor: Actor, order: Transfer) -> None:
    actor.check(Role.AGENT)
    ticket = tx.ticket(order.number)
    check_not_own(actor, ticket)
    pool = desk.policy.pool(order.pool_id)
    if ticket.pool_id == pool.id:
        raise Refusal(f"{desk.key(ticket.number)} is with {pool.name} already.")
    now = desk.now()
    make_move(ticket, Move.TRANSFER, now)
    keep_clocks.follow(tx, desk, ticket, now)
    retire_card(tx, desk, ticket)
    if order.category_id is not None and order.category_id != ticket.category_id:
        correct(tx, desk, actor, ticket, order.category_id, CorrectionSource.TRANSFER)
    cause = _move(tx, desk, actor, ticket, replace(order, pool_id=pool.id))
    assign(tx, desk, ticket, pool)
    show_card(tx, desk, ticket)
    tell_agents(
        tx, desk, ticket, f"history:{ticket.number}:{ticket.card_number}", Say.HISTORY, {"reason": order.reason}
    )
    refresh(tx, desk, ticket, cause)
    lead_notices.settle(tx, ticket, f"<@{actor.id}> moved it to {pool.name}.")


def _move(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, order: Transfer) -> str:
    left, ticket.pool_id = ticket.pool_id, order.pool_id
    ticket.card_number += 1
    ticket.routing = {**ticket.routing, "pool": f"transferred from {desk.policy.pool(left).name}: {order.reason}"}
    details = {"from_pool": left, "to_pool": order.pool_id, "reason": order.reason}
    return record(tx, desk, ticket, actor.id, EventKind.TRANSFERRED, **details)
