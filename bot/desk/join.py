"""Several tickets are about the same: they are joined to one, whose solution answers them all."""

from bot.desk import keep_clocks
from bot.desk.announce import refresh, tell_requester
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.report_same import check_waits_not, release
from bot.desk.roles import Actor, Role, check_none_own, check_not_own
from bot.desk.speech import Say
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import DESK, EventKind
from bot.tickets.ticket import Ticket


async def join(desk: Desk, actor: Actor, number: int, to: int) -> None:
    """Joins a ticket to another. Whoever asked keeps their thread: there they are told, and there they are answered
    when the other one is solved. What had been joined to this ticket comes along.
    """
    await desk.transact(lambda tx: _join(tx, desk, actor, number, to))


async def separate(desk: Desk, actor: Actor, number: int) -> None:
    """Undoes a join: the ticket stands for itself again, and whoever asked waits for an answer of their own."""
    await desk.transact(lambda tx: _separate(tx, desk, actor, number))


def let_go(tx: Tx, desk: Desk, ticket: Ticket, by: str = DESK) -> str:
    """Undoes a join in both histories. Returns the id of the event in that of the ticket it had been joined to."""
    main = tx.ticket(ticket.joined_to or ticket.number)
    ticket.joined_to = None
    record(tx, desk, ticket, by, EventKind.SEPARATED, main=main.number)
    return record(tx, desk, main, by, EventKind.SEPARATED, joined=ticket.number)


def stand_alone(tx: Tx, desk: Desk, main: Ticket) -> None:
    """The ticket that others waited for has ended without an answer for them."""
    for ticket in tx.joined(main.number):
        if ticket.is_open:
            refresh(tx, desk, ticket, let_go(tx, desk, ticket))
            keep_clocks.expect_answer(tx, desk, ticket, desk.now())
    release(tx, desk, main)


def _join(tx: Tx, desk: Desk, actor: Actor, number: int, to: int) -> None:
    actor.check(Role.AGENT)
    ticket, main = tx.ticket(number), tx.ticket(to)
    check_not_own(actor, ticket)
    if main.joined_to is not None and main.joined_to != number:
        main = tx.ticket(main.joined_to)
    coming = (ticket, *tx.joined(ticket.number))
    check_none_own(desk, actor, (main, *coming))
    check_waits_not(tx, actor, (main, *coming))
    _check_can_join(desk, ticket, main)
    for each in coming:
        cause = _put(tx, desk, actor, each, main)
    refresh(tx, desk, main, cause)


def _check_can_join(desk: Desk, ticket: Ticket, main: Ticket) -> None:
    if ticket.number == main.number or main.joined_to is not None:
        raise Refusal("A ticket cannot be joined to itself. Choose another one.")
    if ticket.joined_to is not None:
        raise Refusal(f"It is joined to {desk.key(ticket.joined_to)} already. Take it out there first.")
    for each in (ticket, main):
        if not each.is_open:
            raise Refusal(f"{desk.key(each.number)} is solved already, so there is nothing to wait for together.")


def _put(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, main: Ticket) -> str:
    """The desk says that others wait for the same. That is no answer of a person, which is still owed in time."""
    ticket.joined_to = main.number
    cause = record(tx, desk, ticket, actor.id, EventKind.JOINED, main=main.number)
    if ticket.is_open:
        tell_requester(tx, ticket, f"joined:{ticket.number}:{cause}", Say.JOINED, {})
    return record(tx, desk, main, actor.id, EventKind.JOINED, joined=ticket.number)


def _separate(tx: Tx, desk: Desk, actor: Actor, number: int) -> None:
    actor.check(Role.AGENT)
    ticket = tx.ticket(number)
    check_not_own(actor, ticket)
    if ticket.joined_to is None:
        raise Refusal(f"{desk.key(ticket.number)} is joined to no other ticket.")
    main = tx.ticket(ticket.joined_to)
    check_none_own(desk, actor, (main,))
    check_waits_not(tx, actor, (ticket, main))
    cause = let_go(tx, desk, ticket, actor.id)
    if ticket.is_open:
        keep_clocks.expect_answer(tx, desk, ticket, desk.now())
    refresh(tx, desk, ticket, cause)
    refresh(tx, desk, main, cause)
