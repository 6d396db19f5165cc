"""The tables of the clocks: one row that says how a clock stands, and the events that made it so."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.sla.target import Metric
from bot.tickets.moment import Moment
from bot.tickets.named import Named


class Phase(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


class ClockEventKind(StrEnum):
    ACTIVATE = "activate"
    PAUSE = "pause"
    RESUME = "resume"
    FULFIL = "fulfil"
    RETARGET = "retarget"
    CANCEL = "cancel"
    WARN = "warn"
    ACKNOWLEDGE = "acknowledge"
    SNOOZE = "snooze"
    BREACH = "breach"
    ESCALATE = "escalate"


_WAKES = text("wakes_at IS NOT NULL")


class Clock(SQLModel, table=True):
    """How a clock stands after its last event; `refresh` writes it from the events.

    `due_at` and `warn_at` are empty while nothing is due. A breached clock without `fulfilled_at` still waits.
    `wakes_at` is when something is to be done about it next, by the policy too: whoever changes the clock sets it.
    """

    __table_args__ = (Index("clock_waking", "wakes_at", sqlite_where=_WAKES, postgresql_where=_WAKES),)

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True)
    ticket_id: int = Field(index=True, foreign_key="ticket.id")
    metric: Metric = Field(sa_column=Column(Named(Metric), nullable=False))
    segment_id: str
    calendar: str
    target_seconds: float
    lead_seconds: float
    started_at: datetime = Field(sa_type=Moment)
    state: Phase = Field(default=Phase.RUNNING, sa_column=Column(Named(Phase), nullable=False))
    counted_seconds: float = 0  # open time up to the last event, pauses excluded
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    warn_at: datetime | None = Field(default=None, sa_type=Moment)
    wakes_at: datetime | None = Field(default=None, sa_type=Moment)
    fulfilled_at: datetime | None = Field(default=None, sa_type=Moment)
    first_fulfilled_at: datetime | None = Field(default=None, sa_type=Moment)
    breached_at: datetime | None = Field(default=None, sa_type=Moment)
    by_retarget: bool = False
    warned: bool = False


class ClockEvent(SQLModel, table=True):
    """Appended, never changed. `sequence` counts the events of a clock, so two writers cannot append the same one."""

    __tablename__ = "clock_event"
    __table_args__ = (UniqueConstraint("clock_id", "sequence"),)

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True)
    clock_id: str = Field(foreign_key="clock.id")
    sequence: int
    at: datetime = Field(sa_type=Moment)
    kind: ClockEventKind = Field(sa_column=Column(Named(ClockEventKind), nullable=False))
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
