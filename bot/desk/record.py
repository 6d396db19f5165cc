"""The history of a ticket is written here, one event for each change."""

from typing import Any

from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.ticket import Ticket


def record(tx: Tx, desk: Desk, ticket: Ticket, by: str, kind: EventKind, **details: Any) -> str:
    """Appends an event and returns its id."""
    event = TicketEvent(ticket_id=ticket.number, at=desk.now(), actor_id=by, kind=kind, details=details)
    tx.add(event)
    return event.id
