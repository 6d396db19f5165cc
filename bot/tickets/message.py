"""What was said about a request, by whom, and on which side."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id


class Voice(StrEnum):
    REQUESTER = "requester"
    AGENT = "agent"  # the requester can see it
    INTERNAL = "internal"  # between agents


class Message(SQLModel, table=True):
    """`source` is the conversation and timestamp of the Slack message it came from, or the receipt of the form it was
    typed in: a message is taken in once.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    request_id: str = Field(index=True, foreign_key="request.id")
    at: datetime = Field(sa_type=Moment)
    author_id: str
    voice: Voice = Field(sa_column=Column(Named(Voice), nullable=False))
    text: str
    source: str = Field(unique=True)
