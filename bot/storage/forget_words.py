"""What somebody said, and what was known of them, leaves the tables; how it was counted stays."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, SQLModel, col, select, update

from bot.segments.decide import Match, SegmentDecision
from bot.segments.facts import Facts
from bot.storage.belongings import Belongings
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.lesson import Lesson
from bot.tickets.message import Message, Voice
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket

ERASED = "(erased)"
_TYPED = {EventKind.TRANSFERRED: "pool", EventKind.RECLASSIFIED: "segment"}  # where the ticket keeps the reason as well


def forget_words(session: Session, own: Belongings) -> None:
    """All that was said in their requests, by whomever."""
    _erase(session, Request, col(Request.id).in_(own.requests), "text")
    _erase(session, Ticket, col(Ticket.id).in_(own.tickets), "text")
    _erase(session, Message, col(Message.request_id).in_(own.requests), "text")
    _erase(session, Lesson, col(Lesson.request_id).in_(own.requests), "text")
    _erase(session, Rating, col(Rating.ticket_id).in_(own.tickets) & col(Rating.comment).is_not(None), "comment")
    _forget_facts(session, own)
    _forget_why_it_changed(session, own)
    _forget_why_it_matters(session, own)
    session.flush()


def forget_said(session: Session, person_id: str, message_ids: Collection[str]) -> None:
    """What they said among these, as in the requests of others; not what they answered there as an agent, which belongs
    to whoever asked.
    """
    said = (col(Message.author_id) == person_id) & (col(Message.voice) == Voice.REQUESTER)
    _erase(session, Message, col(Message.id).in_(message_ids) & said, "text")


def _erase(session: Session, table: type[SQLModel], which: Any, column: str) -> None:
    session.exec(update(table).where(which).values({column: ERASED}))


def _forget_facts(session: Session, own: Belongings) -> None:
    for request in session.exec(select(Request).where(col(Request.id).in_(own.requests))):
        decision = SegmentDecision.model_validate(request.decision)
        known = {
            "facts": Facts(person_id=request.requester_id, name=ERASED),
            "matches": _without_reasons(decision.matches),
            "rejected": _without_reasons(decision.rejected),
        }
        request.decision = decision.model_copy(update=known).model_dump(mode="json")


def _without_reasons(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """A reason quotes the fact that decided: a title, a place, a user group."""
    return tuple(Match(segment_id=match.segment_id, reason=ERASED) for match in matches)


def _forget_why_it_changed(session: Session, own: Belongings) -> None:
    """An agent has typed it."""
    moved = col(TicketEvent.kind).in_(_TYPED)
    for event in session.exec(select(TicketEvent).where(col(TicketEvent.ticket_id).in_(own.tickets), moved)):
        event.details = {**event.details, "reason": ERASED}
        ticket = session.get_one(Ticket, event.ticket_id)
        part = _TYPED[event.kind]
        told = ticket.routing[part]
        without = {**told, "reason": ERASED} if isinstance(told, dict) else ERASED
        ticket.routing = {**ticket.routing, part: without}


def _forget_why_it_matters(session: Session, own: Belongings) -> None:
    """A fact may have raised its priority, and is quoted there."""
    for ticket in session.exec(select(Ticket).where(col(Ticket.id).in_(own.tickets))):
        ticket.routing = _without_fact(ticket.routing)
    opened = TicketEvent.kind == EventKind.OPENED
    for event in session.exec(select(TicketEvent).where(col(TicketEvent.ticket_id).in_(own.tickets), opened)):
        event.details = _without_fact(event.details)


def _without_fact(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "fact": ERASED} if told.get("fact") else told
