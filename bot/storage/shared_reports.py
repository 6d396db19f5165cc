"""Reports that agents have put together, and the people who have joined them without a ticket of their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam
from sqlmodel import col, select

from bot.tickets.moment import Moment
from bot.tickets.request import Request, RequestState
from bot.tickets.shared_report import SharedReport
from bot.tickets.ticket import IS_JOINED, OVER, Ticket

_MOST = 100  # reports that are compared with what somebody asks

_JOINED: Any = (
    select(Ticket.joined_to, Ticket.text, Ticket.requester_id)
    .where(IS_JOINED, col(Ticket.opened_at) >= bindparam("since", type_=Moment))
    .order_by(col(Ticket.joined_to).desc(), col(Ticket.id).desc())
    .limit(_MOST)
)
_MAIN: Any = select(Ticket.id, Ticket.text, Ticket.requester_id).where(
    col(Ticket.id).in_(bindparam("numbers", expanding=True)), col(Ticket.status).not_in(OVER)
)
WAITING = (
    select(Request)
    .where(col(Request.same_as).in_(bindparam("numbers", expanding=True)), col(Request.state) == RequestState.JOINED)
    .order_by(col(Request.received_at), col(Request.id))
)


def shared_reports(connection: Connection, since: datetime) -> Sequence[SharedReport]:
    """Open reports since then that are joined to an open ticket, at most `_MOST`, those of the newest tickets first;
    after them those tickets' own, however old.
    """
    joined = connection.execute(_JOINED, {"since": since}).all()
    if not joined:
        return []
    mains = connection.execute(_MAIN, {"numbers": list({main for main, *_ in joined})}).all()
    are_open = {number for number, *_ in mains}
    return [SharedReport(*row) for row in (*joined, *mains) if row[0] in are_open]
