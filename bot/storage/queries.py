"""Questions that are asked of the tables, outside of any change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Integer, bindparam, func
from sqlalchemy import select as sqlalchemy_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from bot.sla.clock import Clock, ClockEvent, Phase
from bot.storage import corrections
from bot.storage.shared_reports import WAITING
from bot.tickets.correction import Correction
from bot.tickets.event import TicketEvent
from bot.tickets.ledger import Entry
from bot.tickets.message import Message
from bot.tickets.offer import Offer
from bot.tickets.rating import Rating
from bot.tickets.request import Request, RequestState
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import OVER, Ticket
from bot.tickets.timer import Due, Timer, TimerKind

_NEXT_TIMER = select(func.min(Timer.due_at)).scalar_subquery()
_NEXT_CLOCK = select(func.min(Clock.wakes_at)).where(col(Clock.wakes_at).is_not(None)).scalar_subquery()
_NEXT_DUE = sqlalchemy_select(_NEXT_TIMER, _NEXT_CLOCK)


# What every message about a ticket asks for is put together once: that costs as much as to ask it.
_NUMBER = bindparam("number", type_=Integer)
_CONVERSATION = (
    select(Thread.conversation)
    .where(col(Thread.request_id) == Request.id, col(Thread.side) == Side.REQUESTER)
    .limit(1)
    .scalar_subquery()
)
_joining = aliased(Ticket)
_HAS_JOINED = exists().where(col(_joining.joined_to) == Ticket.id)
_waiting = aliased(Request)
_HAS_WAITING = exists().where(col(_waiting.same_as) == Ticket.id, col(_waiting.state) == RequestState.JOINED)
_WHOLE: Any = (
    sqlalchemy_select(Ticket, Request, Offer, _CONVERSATION, _HAS_JOINED, _HAS_WAITING)
    .select_from(Ticket)
    .join(Request)
    .outerjoin(Offer)
    .where(col(Ticket.id) == _NUMBER)
)
_CLOCKS = select(Clock).where(col(Clock.ticket_id) == _NUMBER).order_by(col(Clock.due_at), col(Clock.id))
_BEFORE = (
    select(Ticket)
    .where(col(Ticket.requester_id) == bindparam("requester_id"), col(Ticket.id) < _NUMBER)
    .order_by(col(Ticket.id).desc())
    .limit(bindparam("most", type_=Integer))
)
_TOGETHER = select(Ticket).where(
    (col(Ticket.joined_to) == _NUMBER) | (col(Ticket.id) == bindparam("main", type_=Integer))
)
_LEDGER = select(Entry).where(col(Entry.request_id) == bindparam("request_id")).order_by(col(Entry.id))
_OFFERED = (
    select(Request, Offer, Ticket)
    .select_from(Request)
    .join(Offer)
    .outerjoin(Ticket, col(Ticket.request_id) == Request.id)
    .where(col(Request.id) == bindparam("request_id"))
)


@dataclass(frozen=True)
class TicketRows:
    """A ticket with what belongs to it. `conversation` is where its requester is talked to. `together` are the ticket
    that it is joined to and those that are joined to it, `waiting` the people who wait for it or for one of those
    without a ticket; `ledger` is what became of the offer.
    """

    ticket: Ticket
    request: Request
    offer: Offer | None
    clocks: Sequence[Clock]
    recent: Sequence[Ticket]
    conversation: str | None
    together: Sequence[Ticket] = ()
    correction: Correction | None = None
    ledger: Sequence[Entry] = ()
    waiting: Sequence[str] = ()

    @property
    def was_answered_first(self) -> bool:
        """Before there was the ticket."""
        return self.request.same_as is not None or (self.offer is not None and self.offer.came_first)


def ticket_rows(session: Session, number: int, *, recent: int) -> TicketRows | None:
    """The ticket, its request with the offer, its clocks and the requester's last tickets before it; None when there is
    no such ticket.
    """
    found = session.execute(_WHOLE, {"number": number}).first()
    if found is None:
        return None
    ticket, request, offer, conversation, has_joined, has_waiting = found
    clocks = session.exec(_CLOCKS, params={"number": number}).all()
    before = {"number": number, "requester_id": ticket.requester_id, "most": recent}
    recently = session.exec(_BEFORE, params=before).all() if recent else []
    is_alone = ticket.joined_to is None and not has_joined
    together = [] if is_alone else session.exec(_TOGETHER, params={"number": number, "main": ticket.joined_to}).all()
    correction = corrections.newest_of(session, number) if ticket.category_id != request.category_id else None
    ledger = ledger_of(session, request.id) if offer is not None else ()
    answered = [number, *(each.number for each in together if each.joined_to == number)]
    waiting = session.exec(WAITING, params={"numbers": answered}).all() if has_waiting or len(answered) > 1 else ()
    people = [each.requester_id for each in waiting]
    return TicketRows(ticket, request, offer, clocks, recently, conversation, together, correction, ledger, people)


@dataclass(frozen=True)
class OfferRows:
    """An offer with the request that it answers, what became of it, and the ticket if there is one."""

    request: Request
    offer: Offer
    ledger: Sequence[Entry]
    ticket: Ticket | None = None


def offer_rows(session: Session, request_id: str) -> OfferRows | None:
    found = session.exec(_OFFERED, params={"request_id": request_id}).first()
    if found is None:
        return None
    request, offer, ticket = found
    return OfferRows(request, offer, ledger_of(session, request_id), ticket)


def ledger_of(session: Session, request_id: str) -> Sequence[Entry]:
    """What became of the offer of that request, in order."""
    return session.exec(_LEDGER, params={"request_id": request_id}).all()


def number_of(session: Session, request_id: str) -> int | None:
    """The number of a request's ticket."""
    return session.exec(select(Ticket.id).where(Ticket.request_id == request_id)).first()


def rating(session: Session, number: int) -> Rating | None:
    return session.get(Rating, number)


def messages_of(session: Session, request_id: str) -> Sequence[Message]:
    return session.exec(
        select(Message).where(Message.request_id == request_id).order_by(col(Message.at), col(Message.id))
    ).all()


def events_of(session: Session, number: int) -> Sequence[TicketEvent]:
    return session.exec(
        select(TicketEvent).where(TicketEvent.ticket_id == number).order_by(col(TicketEvent.at), col(TicketEvent.id))
    ).all()


def clock_events_of(session: Session, clock_id: str) -> Sequence[ClockEvent]:
    query = select(ClockEvent).where(ClockEvent.clock_id == clock_id)
    return session.exec(query.order_by(col(ClockEvent.sequence))).all()


def tickets_of(session: Session, person_id: str, *, limit: int = 10) -> Sequence[int]:
    """The numbers of a person's tickets, the open ones first, then the newest."""
    over = col(Ticket.status).in_(OVER)
    query = select(Ticket.id).where(Ticket.requester_id == person_id).order_by(over, col(Ticket.id).desc()).limit(limit)
    return [number for number in session.exec(query) if number is not None]


def tickets_numbered(session: Session, numbers: Sequence[int]) -> Sequence[Ticket]:
    return session.exec(select(Ticket).where(col(Ticket.id).in_(numbers)).order_by(col(Ticket.id))).all()


def queue_of(session: Session, pools: Sequence[str], agent_id: str, *, limit: int = 20) -> Sequence[int]:
    """The open tickets of these pools and of this agent, the next one due first, those that nothing is due of last."""
    owed = col(Clock.state).in_((Phase.RUNNING, Phase.BREACHED)) & col(Clock.fulfilled_at).is_(None)
    query = (
        select(Ticket.id)
        .outerjoin(Clock, (col(Clock.ticket_id) == Ticket.id) & owed)
        .where(col(Ticket.status).not_in(OVER), col(Ticket.pool_id).in_(pools) | (col(Ticket.assignee_id) == agent_id))
        .group_by(col(Ticket.id))
        .order_by(func.min(Clock.due_at).nulls_last(), col(Ticket.id))
        .limit(limit)
    )
    return [number for number in session.exec(query) if number is not None]


def newest_open(session: Session, *, limit: int) -> Sequence[Ticket]:
    """The open tickets that stand for themselves, the newest first."""
    alone = col(Ticket.status).not_in(OVER) & col(Ticket.joined_to).is_(None)
    return session.exec(select(Ticket).where(alone).order_by(col(Ticket.id).desc()).limit(limit)).all()


def due(session: Session, now: datetime, *, limit: int) -> Sequence[Due]:
    """What is due, the oldest first."""
    timers = select(Timer.kind, Timer.subject, Timer.due_at).where(Timer.due_at <= now)
    timers = timers.order_by(col(Timer.due_at), col(Timer.subject)).limit(limit)
    found = [Due(TimerKind(kind), subject, at) for kind, subject, at in session.exec(timers)]
    return sorted([*found, *promises_due(session, now, limit=limit)], key=attrgetter("at"))[:limit]


def promises_due(session: Session, by: datetime, *, limit: int) -> Sequence[Due]:
    """The clocks that wake up by then, the oldest first; of those at the same time, those of the older ticket."""
    clocks = select(Clock.id, Clock.wakes_at).where(col(Clock.wakes_at) <= by)
    clocks = clocks.order_by(col(Clock.wakes_at), col(Clock.ticket_id), col(Clock.id)).limit(limit)
    return [Due(TimerKind.PROMISE, *clock) for clock in session.exec(clocks)]


def next_due(session: Session) -> datetime | None:
    """When something is due next."""
    return min((at for at in session.execute(_NEXT_DUE).one() if at is not None), default=None)
