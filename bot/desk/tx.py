"""What a use case may do inside its one transaction. Nothing is awaited in it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from sqlmodel import SQLModel

from bot.desk.speech import Speech
from bot.routing.habits import Counts
from bot.routing.training import Example
from bot.sla.clock import Clock, ClockEvent
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst
from bot.tickets.correction import Correction
from bot.tickets.ledger import Entry
from bot.tickets.lesson import Lesson
from bot.tickets.message import Message
from bot.tickets.offer import Offer
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.shared_report import SharedReport
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind

T = TypeVar("T")


class Tx(Protocol):
    """Rows that are read can be changed: the change is stored when the transaction commits, all of it or nothing."""

    def add(self, *rows: SQLModel) -> None:
        """Stores a new row, whose generated number is known at once; or several of one kind, which need none."""

    def request(self, request_id: str) -> Request:
        """Raises a Refusal when there is none."""

    def ticket(self, number: int) -> Ticket:
        """Raises a Refusal when there is none."""

    def ticket_of(self, request_id: str) -> Ticket | None: ...

    def offer_of(self, request_id: str) -> Offer | None: ...

    def joined(self, number: int) -> Sequence[Ticket]:
        """The tickets that are answered with that one."""

    def shared_reports(self, since: datetime) -> Sequence[SharedReport]:
        """Reports since then that agents have joined to an open ticket, those of the newest first, and its own."""

    def waiting_for(self, number: int) -> Sequence[Request]:
        """The requests that have joined that ticket without one of their own."""

    def correction_of(self, number: int) -> Correction | None:
        """The newest one of that ticket."""

    def corrected(self, most: int) -> Sequence[Example]:
        """What the newest correction of each ticket teaches, the newest first."""

    def solved_counts(self, since: datetime) -> Counts:
        """How many tickets that were opened since were solved, by segment and category."""

    def asked(self, start: datetime, end: datetime) -> Sequence[Asked]:
        """What was asked after `start` and until `end`, the newest first."""

    def first_asked(self) -> datetime | None:
        """When anything was asked for the first time."""

    def bursts(self, category_id: str, since: datetime) -> Sequence[Burst]:
        """Those of the category that were reported since then."""

    def ledger_of(self, request_id: str) -> Sequence[Entry]:
        """In the order in which it was written."""

    def confirmed_offers(self, requester_id: str, since: datetime) -> Sequence[tuple[Request, Offer]]:
        """What articles have solved for that person since then, as they said."""

    def lesson(self, lesson_id: str) -> Lesson | None: ...

    def lessons_of(self, request_id: str) -> Sequence[Lesson]: ...

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

    def tickets_since(self, requester_id: str, priority: str, since: datetime) -> Sequence[Ticket]:
        """What that person has asked for since then and was given that priority, in order."""

    def open_counts(self, agents: Sequence[str]) -> dict[str, int]:
        """How many open tickets each of them owns; zero is said too."""

    def said(self, prefix: str) -> Sequence[tuple[str, str]]:
        """Key and addressee of everything said whose key starts so, edits left out."""

    def said_last(self, prefix: str) -> Speech | None:
        """The newest of what was said under a key that starts so, edits too."""

    def said_before(self, key: str) -> bool:
        """Whether something was said under exactly that key."""

    def said_at(self, conversation: str, ts: str) -> str | None:
        """What kind of message of the desk's stands there, if any."""

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

    def wake(self, clock: Clock, at: datetime | None) -> None:
        """Sets when something is to be done about a clock, whether it is stored already or not; never with None."""

    def set_timer(self, kind: TimerKind, subject: str, due_at: datetime) -> None:
        """One timer per kind and subject: the last due time counts."""

    def cancel_timer(self, kind: TimerKind, subject: str) -> None: ...


class Transact(Protocol):
    """Runs a piece of work in one transaction and returns what it returned, once that is durable."""

    async def __call__(self, work: Callable[[Tx], T]) -> T: ...
