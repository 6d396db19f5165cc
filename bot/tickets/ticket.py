"""A ticket: a request that people work on."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named


class Status(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    WAITING_ON_REQUESTER = "waiting_on_requester"
    WAITING_ON_THIRD_PARTY = "waiting_on_third_party"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    SOLVED = "solved"
    CLOSED = "closed"


OVER = (Status.SOLVED, Status.CLOSED)
"""Nobody works on it any more."""
IS_JOINED = text("joined_to IS NOT NULL AND status NOT IN ('solved', 'closed')")
"""It waits for the solution of another one. As it is written: so an index of few rows is found."""


class Ticket(SQLModel, table=True):
    """`id` is the number people say: 12 in HD-12. `routing` says why this pool. The segment is frozen when the ticket
    opens.
    """

    __table_args__ = (
        Index("ticket_joined", "joined_to", "id", sqlite_where=IS_JOINED, postgresql_where=IS_JOINED),
        {"sqlite_autoincrement": True},  # a number is never given twice
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(unique=True, foreign_key="request.id")
    requester_id: str = Field(index=True)
    text: str
    category_id: str
    skill: str
    segment_id: str
    tier: int
    priority: str
    pool_id: str = Field(index=True)
    status: Status = Field(default=Status.OPEN, sa_column=Column(Named(Status), nullable=False, index=True))
    assignee_id: str | None = Field(default=None, index=True)
    first_owner_id: str | None = None
    routing: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    joined_to: int | None = Field(default=None, index=True)  # the ticket whose solution answers this one too
    card_number: int = 1  # grows with each transfer: every pool gets a card of its own
    started_at: datetime = Field(sa_type=Moment)  # the requester's first message: every clock starts here
    opened_at: datetime = Field(sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    solved_at: datetime | None = Field(default=None, sa_type=Moment)
    first_solved_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def number(self) -> int:
        """The number of a stored ticket."""
        assert self.id is not None
        return self.id

    @property
    def is_open(self) -> bool:
        return self.status not in OVER
