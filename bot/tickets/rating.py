"""A rating: the question a segment is asked after a ticket was solved, and the answer."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment


class Rating(SQLModel, table=True):
    """One per ticket. `score` is 1 to 5 and None until answered; `delay_seconds` is the time between the solve and
    the question.
    """

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id")
    segment_id: str
    question: str
    follow_up: str | None = None
    delay_seconds: int
    asked_at: datetime = Field(sa_type=Moment)
    score: int | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    comment: str | None = None
