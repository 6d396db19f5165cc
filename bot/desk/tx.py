"""What a use case may do inside its one transaction. Nothing is awaited in it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from sqlmodel import SQLModel

from bot.desk.speech import Speech
from bot.sla.clock import Clock, ClockEvent
from bot.tickets.message import Message
from bot.tickets.offer import Offer
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind

T = TypeVar("T")


class Tx(Protocol):
    """Rows that are read can be changed: the change is stored when the transaction commits, all of it or nothing."""

    def add(self, row: SQLModel) -> None:
        """Stores a new row; its generated number is known at once."""

    def request(self, request_id: str) -> Request:
        """Raises a Refusal when there is none."""

    def ticket(self, number: int) -> Ticket:
        """Raises a Refusal when there is none."""

    def ticket_of(self, request_id: str) -> Ticket | None: ...

    def offer_of(self, request_id: str) -> Offer | None: ...

    def rating_of(self, number: int) -> Rating | None: ...

    def thread_at(self, conversation: str, ts: str) -> Thread | None: ...

    def thread_of(self, request_id: str, side: Side) -> Thread | None:
        """The newest thread of that side."""

    def heard(self, source: str) -> bool:
        """Whether that message was taken in before."""

    def messages_of(self, request_id: str) -> Sequence[Message]: ...

    def clock(self, clock_id: str) -> Clock | None: ...

    def clocks_of(self, number: int) -> Sequence[Clock]: ...

    def clock_events(self, clock_id: str) -> Sequence[ClockEvent]:
        """In the order in which they were appended."""

    def open_counts(self, agents: Sequence[str]) -> dict[str, int]:
        """How many open tickets each of them owns; zero is said too."""

    def said(self, prefix: str) -> Sequence[tuple[str, str]]:
        """Key and addressee of everything said whose key starts so, edits left out."""

    def said_before(self, key: str) -> bool:
        """Whether something was said under exactly that key."""

    def last_said(self, conversation: str) -> int:
        """Which of the messages that reached that conversation was the last, or of all with ""; 0 before the first."""

    def opened_home(self, person_id: str) -> bool:
        """Whether that person has looked at the desk's home."""

    def keep_home(self, person_id: str) -> None:
        """That person's home is kept up to date from now on."""

    def say(self, speech: Speech) -> None:
        """Writes down what will be said once this transaction has committed. A key that was used before is passed
        over.
        """

    def holding_back(self, what: Callable[[Speech], bool]) -> AbstractContextManager[Mapping[str, Speech]]:
        """What is said inside of it and is such is not written down, but handed over, by its key."""

    def set_timer(self, kind: TimerKind, subject: str, due_at: datetime) -> None:
        """One timer per kind and subject: the last due time counts."""

    def set_timers(self, subject: str, due: Mapping[TimerKind, datetime]) -> None:
        """The same for several kinds at once."""

    def cancel_timer(self, kind: TimerKind, subject: str) -> None: ...


class Transact(Protocol):
    """Runs a piece of work in one transaction and returns what it returned, once that is durable."""

    async def __call__(self, work: Callable[[Tx], T]) -> T: ...
