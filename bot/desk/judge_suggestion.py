"""An agent says whether an article that was kept back from the requester would have been right."""

from bot.desk import keep_ledger
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.ledger import EntryKind, verdict
from bot.tickets.new_id import new_id
from bot.tickets.ticket import Ticket


async def judge_suggestion(desk: Desk, actor: Actor, number: int, *, fitted: bool) -> None:
    """The first judgement of a ticket's suggestion is kept; it can be made after the solve too."""
    await desk.transact(lambda tx: _judge(tx, desk, actor, number, fitted))


def _judge(tx: Tx, desk: Desk, actor: Actor, number: int, fitted: bool) -> None:
    actor.check(Role.AGENT)
    ticket = tx.ticket(number)
    check_not_own(actor, ticket)
    if not judge(tx, desk, ticket, actor.id, fitted):
        raise Refusal("Somebody has said so already, or there is nothing to judge any more. Thank you all the same.")
    refresh(tx, desk, ticket, new_id())


def judge(tx: Tx, desk: Desk, ticket: Ticket, by: str, fitted: bool) -> bool:
    """False when there is no suggestion that waits to be judged."""
    offer = tx.offer_of(ticket.request_id)
    if offer is None or not offer.is_for_agents or verdict(tx.ledger_of(ticket.request_id)) is not None:
        return False
    kind = EntryKind.FITTED if fitted else EntryKind.MISFITTED
    keep_ledger.enter(tx, desk, ticket.request_id, kind, by=by)
    return True
