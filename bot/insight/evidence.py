"""What an explanation rests on, as far as it goes: the records of other packages, by the parts that are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Protocol

from bot.tickets.event import TicketEvent
from bot.tickets.ticket import Ticket


class Fact(Protocol):
    @property
    def value(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> datetime: ...


class Habit(Protocol):
    """In words, it tells what was counted."""

    @property
    def holds(self) -> bool: ...


class Facts(Protocol):
    @property
    def named(self) -> Mapping[str, Fact]: ...
    @property
    def groups(self) -> frozenset[str] | None: ...
    @property
    def groups_as_of(self) -> datetime | None: ...
    @property
    def profile_as_of(self) -> datetime | None: ...
    @property
    def is_guest(self) -> bool | None: ...
    @property
    def is_external(self) -> bool | None: ...
    @property
    def assets(self) -> Sequence[Mapping[str, Fact]]: ...
    @property
    def habits(self) -> Mapping[Any, Habit]: ...
    @property
    def stale_since(self) -> datetime | None: ...


class Match(Protocol):
    @property
    def segment_id(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Decision(Protocol):
    """Who was asking: the segment that won, with everything that was weighed."""

    @property
    def winner(self) -> str: ...
    @property
    def matches(self) -> Sequence[Match]: ...
    @property
    def rejected(self) -> Sequence[Match]: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def at(self) -> datetime: ...


class Clock(Protocol):
    """One promise as it stands."""

    @property
    def metric(self) -> str: ...
    @property
    def segment_id(self) -> str: ...
    @property
    def calendar(self) -> str: ...
    @property
    def target_seconds(self) -> float: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def state(self) -> str: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def fulfilled_at(self) -> datetime | None: ...
    @property
    def breached_at(self) -> datetime | None: ...
    @property
    def by_retarget(self) -> bool: ...


class Span(Protocol):
    """A stretch of time that was counted, paused or outside the hours of the calendar."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


class ClockState(Protocol):
    """What the events of a clock tell."""

    def spans(self, now: datetime) -> Sequence[Span]: ...

    def remaining(self, now: datetime) -> timedelta: ...


@dataclass(frozen=True)
class Evidence:
    """`key` is the ticket's number as people say it, `zone` that in which times are told."""

    key: str
    ticket: Ticket
    decision: Decision
    clocks: Sequence[tuple[Clock, ClockState]]
    events: Sequence[TicketEvent]
    zone: tzinfo
    now: datetime
