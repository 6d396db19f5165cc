"""A request: one contact of one person with the desk, recorded whether or not it becomes a ticket."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id


class Surface(StrEnum):
    """Where in Slack the request was made."""

    COMMAND = "command"
    DM = "dm"
    HOME = "home"
    MENTION = "mention"
    SHORTCUT = "shortcut"
    REACTION = "reaction"
    FOLLOW_UP = "follow_up"  # an answer that came too late for its ticket
    ELSEWHERE = "elsewhere"  # a message in a place that the desk is not in


class RequestState(StrEnum):
    RECEIVED = "received"
    OFFERED = "offered"
    SOLVED_BY_ARTICLE = "solved_by_article"
    JOINED = "joined"  # it waits for the ticket that others have opened for the same
    HANDED_OVER = "handed_over"
    LAPSED = "lapsed"


class Request(SQLModel, table=True):
    """`decision` is the segment decision with its facts, frozen when the request came in."""

    id: str = Field(default_factory=new_id, primary_key=True)
    receipt_id: str = Field(unique=True)
    requester_id: str = Field(index=True)
    surface: Surface = Field(sa_column=Column(Named(Surface), nullable=False))
    text: str
    received_at: datetime = Field(sa_type=Moment, index=True)
    state: RequestState = Field(
        default=RequestState.RECEIVED, sa_column=Column(Named(RequestState), nullable=False, index=True)
    )
    segment_id: str
    category_id: str
    category_confidence: float
    category_guess: str | None = None  # what it might be about, where the words did not say enough
    impact: str | None = None
    urgency: str | None = None
    decision: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    deflection_reason: str = ""
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    follows: int | None = None  # the closed ticket that this request takes up again
    same_as: int | None = Field(default=None, index=True)  # the open ticket that it may be one more report of

    def settle(self, state: RequestState, at: datetime) -> None:
        """What became of it, and since when."""
        self.state, self.settled_at = state, at

    @property
    def has_no_message(self) -> bool:
        """There is no message to answer in a thread: the first answer opens the thread and says what was asked."""
        return self.surface in (Surface.COMMAND, Surface.HOME, Surface.FOLLOW_UP, Surface.ELSEWHERE)
