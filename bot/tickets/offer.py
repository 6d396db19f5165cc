"""An offer: the articles shown for a request and what became of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named


class OfferOutcome(StrEnum):
    CONFIRMED = "confirmed"
    ESCALATED = "escalated"
    UNCONFIRMED = "unconfirmed"


class Offer(SQLModel, table=True):
    """At most one per request. `articles` are slugs, best first, with their scores beside them. No outcome yet is
    None.
    """

    request_id: str = Field(primary_key=True, foreign_key="request.id")
    articles: list[str] = Field(sa_column=Column(JSON, nullable=False))
    scores: list[float] = Field(sa_column=Column(JSON, nullable=False))
    alongside: bool = False  # shown beside a ticket that was opened at once
    shown_at: datetime = Field(sa_type=Moment)
    outcome: OfferOutcome | None = Field(default=None, sa_column=Column(Named(OfferOutcome)))
    outcome_at: datetime | None = Field(default=None, sa_type=Moment)
