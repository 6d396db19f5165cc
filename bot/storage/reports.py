"""What was asked when, and what was solved, in numbers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from bot.routing.habits import Counts
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst
from bot.tickets.request import Request
from bot.tickets.ticket import OVER, Ticket

MOST = 2_000
"""Requests in one window: of more, the newest tell enough."""


def asked(session: Session, start: datetime, end: datetime) -> Sequence[Asked]:
    """After `start` and until `end`, the newest first."""
    category = func.coalesce(col(Ticket.category_id), col(Request.category_id))
    query = (
        columns(col(Request.requester_id), category, col(Request.text), col(Request.received_at), col(Ticket.id))
        .outerjoin(Ticket, col(Ticket.request_id) == Request.id)
        .where(col(Request.received_at) > start, col(Request.received_at) <= end)
        .order_by(col(Request.received_at).desc(), col(Request.id))
    )
    return [Asked(*row) for row in session.execute(query.limit(MOST))]


def first_asked(session: Session) -> datetime | None:
    query = select(Request.received_at).order_by(col(Request.received_at)).limit(1)
    return session.exec(query).first()


def bursts(session: Session, category_id: str, since: datetime) -> Sequence[Burst]:
    return session.exec(select(Burst).where(Burst.category_id == category_id, Burst.last_at >= since)).all()


def solved_counts(session: Session, since: datetime) -> Counts:
    """How many tickets that were opened since were solved, by segment and category."""
    query = (
        select(Ticket.segment_id, Ticket.category_id, func.count())
        .where(col(Ticket.opened_at) >= since, col(Ticket.status).in_(OVER))
        .group_by(col(Ticket.segment_id), col(Ticket.category_id))
    )
    return {(segment, category): count for segment, category, count in session.exec(query)}
