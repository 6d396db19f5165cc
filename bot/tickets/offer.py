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


class Manner(StrEnum):
    """How the articles came before somebody's eyes."""

    OFFER_FIRST = "offer_first"  # to the requester, before there was a ticket
    GUIDED = "guided"  # the same, one step at a time
    ALONGSIDE = "alongside"  # to the requester, beside a ticket that was opened at once
    SHADOW = "shadow"  # to the agent alone, to learn whether it would have been right


class Offer(SQLModel, table=True):
    """At most one per request. `articles` are slugs, best first, with their scores beside them. `outcome` is how it
    stands, None when nothing has come of it; what led there is in its ledger.
    """

    request_id: str = Field(primary_key=True, foreign_key="request.id")
    articles: list[str] = Field(sa_column=Column(JSON, nullable=False))
    scores: list[float] = Field(sa_column=Column(JSON, nullable=False))
    manner: Manner = Field(default=Manner.OFFER_FIRST, sa_column=Column(Named(Manner), nullable=False))
    shown_at: datetime = Field(sa_type=Moment, index=True)
    outcome: OfferOutcome | None = Field(default=None, sa_column=Column(Named(OfferOutcome)))
    outcome_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def came_first(self) -> bool:
        """The requester was answered with it, and there was no ticket yet."""
        return self.manner in (Manner.OFFER_FIRST, Manner.GUIDED)

    @property
    def is_for_agents(self) -> bool:
        return self.manner is Manner.SHADOW

    def settle(self, outcome: OfferOutcome, at: datetime) -> None:
        self.outcome, self.outcome_at = outcome, at
