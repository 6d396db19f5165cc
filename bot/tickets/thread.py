"""A Slack thread in which a request is talked about."""

from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from bot.tickets.named import Named


class Side(StrEnum):
    REQUESTER = "requester"
    CARD = "card"
    LEADS = "leads"  # below a warning


class Thread(SQLModel, table=True):
    """`conversation` is a channel's id, or the person's id for their DM with the desk. `number` tells the cards of a
    transferred ticket apart.
    """

    conversation: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    side: Side = Field(sa_column=Column(Named(Side), nullable=False))
    request_id: str = Field(index=True, foreign_key="request.id")
    number: int = 1
