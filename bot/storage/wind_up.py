"""What somebody asked for comes to its end: nothing of it falls due any more, and nothing more is said of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, update
from sqlmodel import Session, col, select

from bot.segments.asset import Asset
from bot.sla.clock import Clock
from bot.storage.belongings import Belongings
from bot.storage.deliveries import IS_WAITING, Delivery, DeliveryState
from bot.storage.homes import OpenedHome
from bot.storage.rows import table_of
from bot.tickets.event import DESK, EventKind, TicketEvent
from bot.tickets.ledger import Entry, EntryKind
from bot.tickets.lesson import Lesson
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Status, Ticket
from bot.tickets.timer import Timer


def wind_up(session: Session, own: Belongings, person_id: str, now: datetime) -> None:
    """Offers lapse, and so does waiting for the tickets of others; solved tickets close, lessons are unlearned; clocks
    sleep; timers, what is yet to be said and their assets are dropped.
    """
    _let_lapse(session, own, now)
    _close(session, own, now)
    _unlearn(session, own, now)
    subjects = [*own.requests, *(str(number) for number in own.tickets)]
    session.execute(delete(Timer).where(col(Timer.subject).in_(subjects)))
    awake = col(Clock.id).in_(own.clocks) & col(Clock.wakes_at).is_not(None)
    session.execute(update(Clock).where(awake).values(wakes_at=None))
    session.execute(delete(OpenedHome).where(col(OpenedHome.person_id) == person_id))
    session.execute(delete(Asset).where(own.rows_of(table_of(Asset)) | (col(Asset.person) == person_id)))
    for delivery in session.exec(select(Delivery).where(_is_to_be_said(own, person_id))):
        delivery.state, delivery.about, delivery.error = DeliveryState.PURGED, {}, "erased"
    session.flush()


def is_on_its_way(session: Session, own: Belongings, person_id: str) -> bool:
    """Whether Slack may just be taking something that is said to or about them."""
    sending = and_(_is_to_be_said(own, person_id), col(Delivery.state) == DeliveryState.SENDING)
    return session.exec(select(Delivery.id).where(sending).limit(1)).first() is not None


def messages_about(session: Session, own: Belongings) -> Sequence[int]:
    """The ids of what the desk has posted about it and stands in Slack."""
    posted = col(Delivery.ts).is_not(None) & col(Delivery.edits).is_(None)
    found = session.exec(select(Delivery.id).where(posted, _is_about(own)).order_by(col(Delivery.id)))
    return [each for each in found if each is not None]


def _let_lapse(session: Session, own: Belongings, now: datetime) -> None:
    unsettled = col(Request.state).in_((RequestState.OFFERED, RequestState.JOINED))
    for request in session.exec(select(Request).where(unsettled, col(Request.id).in_(own.requests))):
        request.settle(RequestState.LAPSED, now)
        offer = session.get(Offer, request.id)
        if offer is not None:
            offer.settle(OfferOutcome.UNCONFIRMED, now)
            session.add(Entry(request_id=request.id, at=now, kind=EntryKind.UNCONFIRMED))


def _unlearn(session: Session, own: Belongings, now: datetime) -> None:
    """Their words are no phrases of articles any more."""
    for lesson in session.exec(select(Lesson).where(col(Lesson.request_id).in_(own.requests))):
        if lesson.counts:
            lesson.take_back(DESK, now)


def _close(session: Session, own: Belongings, now: datetime) -> None:
    solved = col(Ticket.id).in_(own.tickets) & (col(Ticket.status) == Status.SOLVED)
    for ticket in session.exec(select(Ticket).where(solved)):
        ticket.status, ticket.closed_at = Status.CLOSED, now
        session.add(TicketEvent(ticket_id=ticket.number, at=now, actor_id=DESK, kind=EventKind.CLOSED))


def _is_to_be_said(own: Belongings, person_id: str) -> ColumnElement[bool]:
    return and_(IS_WAITING, (col(Delivery.conversation) == person_id) | _is_about(own))


def _is_about(own: Belongings) -> ColumnElement[bool]:
    """Said in one of its threads, to a lead in person, or of a pattern that it is a part of."""
    threads, key = [Delivery.thread, Delivery.opens], col(Delivery.key)
    told = [column["request_id"].as_string().in_(own.requests) for column in threads]  # type: ignore[index]
    leads = [f"{what}{number}:" for number in own.tickets for what in ("warning:", "pattern of ")]
    patterns = [and_(key.startswith("pattern:"), key.endswith(f":{number}")) for number in own.tickets]
    return or_(*told, *(key.startswith(prefix) for prefix in leads), *patterns)
