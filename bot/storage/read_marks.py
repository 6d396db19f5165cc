"""Up to when each conversation was read back: what was written there before is known to have been taken in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Field, Session, SQLModel, col, select

from bot.storage.receipts import Receipt
from bot.tickets.moment import Moment
from bot.tickets.request import Request, RequestState
from bot.tickets.thread import Thread
from bot.tickets.ticket import OVER, Status, Ticket

ALL = "*"  # of the list of conversations: one that has no mark of its own began after this one


class ReadMark(SQLModel, table=True):
    """`conversation` has the id that Slack gives it, which for a DM is not the person's."""

    __tablename__ = "read_mark"

    conversation: str = Field(primary_key=True)
    read_to: datetime = Field(sa_type=Moment)


def marks(session: Session) -> dict[str, datetime]:
    return {mark.conversation: mark.read_to for mark in session.exec(select(ReadMark))}


def mark(session: Session, conversation: str, read_to: datetime) -> None:
    session.merge(ReadMark(conversation=conversation, read_to=read_to))


def never_received(session: Session, receipt_ids: Collection[str]) -> set[str]:
    """Those of them that no receipt has."""
    received = session.exec(select(Receipt.id).where(col(Receipt.id).in_(receipt_ids))).all()
    return set(receipt_ids).difference(received)


def live_threads(session: Session, conversation: str) -> set[str]:
    """The roots of the threads there in which something may still be said that matters."""
    asked = select(Request.id).where(Request.state == RequestState.OFFERED)
    unfinished = select(Ticket.request_id).where(Ticket.status != Status.CLOSED)
    waiting = (
        select(Request.id)
        .join(Ticket, col(Ticket.id) == Request.same_as)
        .where(Request.state == RequestState.JOINED, Ticket.status != Status.CLOSED)
    )
    query = select(Thread.ts).where(
        Thread.conversation == conversation,
        or_(*(col(Thread.request_id).in_(requests) for requests in (asked, unfinished, waiting))),
    )
    return set(session.exec(query))


def asked_lately(session: Session, since: datetime) -> set[str]:
    """The people who asked something since then, or who have an open ticket."""
    asked = session.exec(select(Request.requester_id).where(Request.received_at >= since))
    owed = session.exec(select(Ticket.requester_id).where(col(Ticket.status).not_in(OVER)))
    return {*asked, *owed}
