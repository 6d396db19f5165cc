"""The history of a ticket: appended to, never changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id

DESK = "desk"  # the actor of what nobody in person did


class EventKind(StrEnum):
    OPENED = "opened"
    CLAIMED = "claimed"
    REASSIGNED = "reassigned"
    REPLIED = "replied"
    NOTED = "noted"
    ANSWERED = "answered"
    WAITED = "waited"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    RECLASSIFIED = "reclassified"
    SOLVED = "solved"
    REOPENED = "reopened"
    CLOSED = "closed"
    WARNED = "warned"
    SNOOZED = "snoozed"
    BREACHED = "breached"
    ESCALATED = "escalated"
    SURVEYED = "surveyed"
    RATED = "rated"
    CATEGORISED = "categorised"
    JOINED = "joined"
    SEPARATED = "separated"
    REPORTED_AGAIN = "reported_again"  # by somebody who waits for its solution, without a ticket of their own


class TicketEvent(SQLModel, table=True):
    __tablename__ = "ticket_event"

    id: str = Field(default_factory=new_id, primary_key=True)
    ticket_id: int = Field(index=True, foreign_key="ticket.id")
    at: datetime = Field(sa_type=Moment)
    actor_id: str
    kind: EventKind = Field(sa_column=Column(Named(EventKind), nullable=False))
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
