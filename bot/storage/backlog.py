"""What is waiting, and for how long: looked up when somebody asks how the desk is doing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, TextClause, func, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from bot.sla.clock import Clock
from bot.storage.deliveries import IS_WAITING, Delivery, DeliveryState
from bot.storage.receipts import Receipt, ReceiptState
from bot.tickets.ticket import OVER, Ticket
from bot.tickets.timer import Timer

_DUE = union_all(select(col(Timer.due_at).label("at")), select(col(Clock.wakes_at))).subquery()
Rule = ColumnElement[bool] | TextClause


@dataclass(frozen=True)
class Queue:
    """`oldest` is when the work that waits longest came, None when none waits. `given_up` counts since ever."""

    waiting: int
    oldest: datetime | None
    given_up: int = 0


@dataclass(frozen=True)
class Backlog:
    """The queues by their names; the tickets that nobody has solved yet by their segments."""

    queues: Mapping[str, Queue]
    open_tickets: Mapping[str, int]


def backlog(session: Session, now: datetime) -> Backlog:
    """Costs by what waits and by the open tickets, not by what is over."""
    queues = {
        "receipts": _queue(
            session,
            col(Receipt.received_at),
            col(Receipt.state) == ReceiptState.TAKEN,
            col(Receipt.state) == ReceiptState.FAILED,
        ),
        "deliveries": _queue(
            session,
            col(Delivery.created_at),
            IS_WAITING,
            col(Delivery.state) == DeliveryState.FAILED,
        ),
        "timers": _queue(session, _DUE.c.at, _DUE.c.at <= now),
    }
    query = select(Ticket.segment_id, func.count()).where(col(Ticket.status).not_in(OVER))
    return Backlog(queues, dict(session.exec(query.group_by(col(Ticket.segment_id))).all()))


def _queue(
    session: Session,
    since: Mapped[datetime] | ColumnElement[datetime],
    is_waiting: Rule,
    has_failed: Rule | None = None,
) -> Queue:
    waiting, oldest = session.exec(select(func.count(), func.min(since)).where(is_waiting)).one()
    given_up = 0 if has_failed is None else session.exec(select(func.count()).where(has_failed)).one()
    return Queue(waiting, oldest, given_up)
