"""The rating question of a segment, and its answer."""

from bot.desk.announce import conversation_of, tell_requester
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, check_requester
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import DESK, EventKind
from bot.tickets.rating import Rating
from bot.tickets.ticket import Ticket

SCORES = range(1, 6)


def ask_rating(tx: Tx, desk: Desk, number: int) -> None:
    """Asks once per ticket, and only while it is solved."""
    ticket = tx.ticket(number)
    if ticket.is_open or ticket.solved_at is None or tx.rating_of(number):
        return
    survey = desk.policy.segment(ticket.segment_id).csat
    rating = Rating(
        ticket_id=number,
        segment_id=ticket.segment_id,
        question=survey.question,
        follow_up=survey.follow_up,
        delay_seconds=round((desk.now() - ticket.solved_at).total_seconds()),
        asked_at=desk.now(),
    )
    tx.add(rating)
    record(tx, desk, ticket, DESK, EventKind.SURVEYED)
    tell_requester(tx, ticket, _key(number), Say.SURVEY, {})


async def rate(desk: Desk, actor: Actor, number: int, score: int) -> None:
    """Stores the requester's rating; a later one replaces it."""
    await desk.transact(lambda tx: _rate(tx, desk, actor, number, score))


def _rate(tx: Tx, desk: Desk, actor: Actor, number: int, score: int) -> None:
    ticket, rating = _asked(tx, actor, number)
    if score not in SCORES:
        raise Refusal("Please choose a number from 1 to 5.")
    if rating.score == score:
        return
    rating.score, rating.answered_at = score, desk.now()
    cause = record(tx, desk, ticket, actor.id, EventKind.RATED, score=score)
    _show(tx, ticket, cause)


async def comment(desk: Desk, actor: Actor, number: int, text: str) -> None:
    """Stores what the requester adds to their rating."""
    await desk.transact(lambda tx: _comment(tx, desk, actor, number, text))


def _comment(tx: Tx, desk: Desk, actor: Actor, number: int, text: str) -> None:
    ticket, rating = _asked(tx, actor, number)
    rating.comment = text.strip()
    cause = record(tx, desk, ticket, actor.id, EventKind.RATED, commented=True)
    _show(tx, ticket, cause)


def _asked(tx: Tx, actor: Actor, number: int) -> tuple[Ticket, Rating]:
    ticket = tx.ticket(number)
    check_requester(actor, ticket.requester_id)
    rating = tx.rating_of(number)
    if rating is None:
        raise Refusal("That question is not open any more.")
    return ticket, rating


def _show(tx: Tx, ticket: Ticket, cause: str) -> None:
    to = conversation_of(tx, ticket.request_id, ticket.requester_id)
    key = _key(ticket.number)
    tx.say(Speech(f"{key}:{cause}", Say.SURVEY, to, {"ticket": ticket.number}, edits=key))


def _key(number: int) -> str:
    return f"survey:{number}"
