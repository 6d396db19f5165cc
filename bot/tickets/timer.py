"""What is due at a time and is done once."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named


class TimerKind(StrEnum):
    LAPSE = "lapse"  # subject: request
    PROMISE = "promise"  # subject: clock; it has no timer, its own row says when
    SURVEY = "survey"  # subject: ticket
    CLOSE = "close"  # subject: ticket
    WARN = "warn"  # subject: clock; this and the next two are set by a replica of an older version
    BREACH = "breach"
    ESCALATE = "escalate"


class Due(NamedTuple):
    """What is done about its subject from `at` on."""

    kind: TimerKind
    subject: str
    at: datetime


class Timer(SQLModel, table=True):
    """A row is removed by the transaction that does what was due."""

    kind: TimerKind = Field(sa_column=Column(Named(TimerKind), primary_key=True))
    subject: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=Moment, index=True)
