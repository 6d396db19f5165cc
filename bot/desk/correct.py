"""An agent says what a ticket is really about: it is kept, and the desk learns from it."""

from bot.desk import keep_ledger
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.notice_return import notice_corrected
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.routing.category import settled_category
from bot.tickets.correction import Correction, CorrectionSource
from bot.tickets.event import EventKind
from bot.tickets.ticket import Ticket


async def categorise(desk: Desk, actor: Actor, number: int, category_id: str) -> None:
    """Changes what a ticket is about. It stays with its team, and no clock changes."""
    await desk.transact(lambda tx: _categorise(tx, desk, actor, tx.ticket(number), category_id))


async def take_back(desk: Desk, actor: Actor, number: int) -> None:
    """Takes the last correction of a ticket back: it is about what it was before, and the desk unlearns it."""
    await desk.transact(lambda tx: _take_back(tx, desk, actor, tx.ticket(number)))


def _categorise(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, category_id: str) -> None:
    actor.check(Role.AGENT)
    check_not_own(actor, ticket)
    category = desk.policy.category(category_id)
    if category.id == ticket.category_id:
        raise Refusal(f"{desk.key(ticket.number)} is about “{category.name}” already.")
    refresh(tx, desk, ticket, correct(tx, desk, actor, ticket, category.id, CorrectionSource.CARD))


def _take_back(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket) -> None:
    actor.check(Role.AGENT)
    check_not_own(actor, ticket)
    last = tx.correction_of(ticket.number)
    if last is None or not last.teaches:
        raise Refusal(f"There is no correction of {desk.key(ticket.number)} to take back.")
    refresh(tx, desk, ticket, correct(tx, desk, actor, ticket, last.was, CorrectionSource.TAKEN_BACK))


def correct(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, category_id: str, source: CorrectionSource) -> str:
    """Gives the ticket its category and skill, and keeps who said so. Returns the id of the event."""
    category, was, last = desk.policy.category(category_id), ticket.category_id, tx.correction_of(ticket.number)
    ticket.category_id, ticket.skill = category.id, category.skill
    tx.add(
        Correction(
            ticket_id=ticket.number,
            sequence=last.sequence + 1 if last else 1,
            at=desk.now(),
            actor_id=actor.id,
            source=source,
            was=was,
            category_id=category.id,
        )
    )
    keep_ledger.mark_unwanted(tx, desk, ticket)
    notice_corrected(tx, desk, tx.request(ticket.request_id), category.id)
    details = {"from_category": was, "to_category": category.id, "source": source.value}
    return record(tx, desk, ticket, actor.id, EventKind.CATEGORISED, **details)


def learn_from_solution(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket) -> None:
    """Whoever solves a ticket that had to be transferred shows what it was about, unless somebody has said so."""
    was_transferred = ticket.card_number > 1
    if not was_transferred or tx.correction_of(ticket.number) is not None:
        return
    skills = desk.policy.pool(ticket.pool_id).skills
    category = settled_category(desk.policy.categories, skills, ticket.category_id)
    if category is not None:
        correct(tx, desk, actor, ticket, category, CorrectionSource.SOLVED)
