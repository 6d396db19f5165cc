"""A transaction as the desk sees it, on a connection that the writer opened."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func
from sqlmodel import Session, SQLModel, col, select

from bot.desk.speech import Speech
from bot.errors import Refusal
from bot.routing.habits import Counts
from bot.routing.training import Example
from bot.sla.clock import Clock, ClockEvent
from bot.storage import corrections, deliveries, queries, receipts, reports
from bot.storage.deliveries import Delivery
from bot.storage.dialect import insert_or_change
from bot.storage.homes import OpenedHome
from bot.storage.receipts import Run
from bot.storage.rows import insert
from bot.storage.shared_reports import WAITING, shared_reports
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst
from bot.tickets.correction import Correction
from bot.tickets.ledger import Entry
from bot.tickets.lesson import Lesson
from bot.tickets.message import Message
from bot.tickets.moment import Moment
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.shared_report import SharedReport
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import OVER, Ticket
from bot.tickets.timer import Timer, TimerKind

R = TypeVar("R", bound=SQLModel)

_ALONE: Any = {"key_share": True}  # a row that is read like this is nobody else's until the transaction has ended
_UNLESS_TAKEN: Any = {**_ALONE, "skip_locked": True}
_THREADS = (
    select(Thread)
    .where(col(Thread.request_id) == bindparam("of_request"), col(Thread.side) == bindparam("on_side"))
    .order_by(col(Thread.number).desc())
)
_CONFIRMED = (
    select(Request, Offer)
    .join(Offer)
    .where(
        col(Request.requester_id) == bindparam("by"),
        col(Offer.outcome) == OfferOutcome.CONFIRMED,
        col(Offer.outcome_at) >= bindparam("since", type_=Moment),
    )
)
_HEARD = select(Message.id).where(col(Message.source) == bindparam("from_source"))
_CANCEL = delete(Timer).where(col(Timer.kind) == bindparam("of_kind"), col(Timer.subject) == bindparam("of_subject"))


class SqlTx:
    """Implements `bot.desk.tx.Tx`. A request, a ticket or a clock that is asked for by its id is held until the
    transaction has ended, so that two replicas never decide about the same thing at the same time. What begins with a
    request takes it before its ticket, and the ticket before its clocks and timers. What begins with a ticket may take
    the request after it: should two then wait for each other, the database ends one, which is run again.
    """

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self.connection = connection
        self.spoke = False
        self.due_at: datetime | None = None  # the earliest of what was set
        self.cause: str | None = None  # of what is said in it: the receipt or the timer
        self._now = now
        self._alone = _ALONE
        self._session: Session | None = None
        self._held_back: tuple[Callable[[Speech], bool], dict[str, Speech]] | None = None
        self._added = list[SQLModel]()
        self._timers: dict[tuple[TimerKind, str], datetime] = {}  # they are written together, at the end
        self._wakes = list[datetime]()  # when the clocks wake up that were set to

    @property
    def session(self) -> Session:
        """For what is read and changed as an object; much of what is written needs none."""
        if self._session is None:
            self._session = Session(self.connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        return self._session

    def flush(self) -> None:
        """Writes what was changed in objects, and the timers."""
        if self._session is not None:
            self._session.flush()
        if self._timers:
            rows = [{"kind": kind, "subject": subject, "due_at": at} for (kind, subject), at in self._timers.items()]
            insert_or_change(self.connection, Timer, rows)
        self.due_at = min((*self._timers.values(), *self._wakes), default=None)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def add(self, *rows: SQLModel) -> None:
        insert(self.session, *rows)
        self._added += rows

    def request(self, request_id: str) -> Request:
        request = self.session.get(Request, request_id, with_for_update=self._alone)
        if request is None:
            raise Refusal("I can't find that request any more. Please ask again.")
        return request

    def ticket(self, number: int) -> Ticket:
        ticket = self.session.get(Ticket, number, with_for_update=self._alone)
        if ticket is None:
            raise Refusal(f"There is no ticket with the number {number}.")
        return ticket

    def ticket_of(self, request_id: str) -> Ticket | None:
        query = select(Ticket).where(Ticket.request_id == request_id)
        return self.session.exec(query.with_for_update(**self._alone)).first()

    def offer_of(self, request_id: str) -> Offer | None:
        if self._is_new(request_id):
            return next((offer for offer in self._added_of(Offer) if offer.request_id == request_id), None)
        return self.session.get(Offer, request_id)

    def joined(self, number: int) -> Sequence[Ticket]:
        query = select(Ticket).where(Ticket.joined_to == number).order_by(col(Ticket.id))
        return self.session.exec(query.with_for_update(**self._alone)).all()

    def shared_reports(self, since: datetime) -> Sequence[SharedReport]:
        return shared_reports(self.connection, since)

    def waiting_for(self, number: int) -> Sequence[Request]:
        return self.session.exec(WAITING, params={"numbers": [number]}).all()

    def _is_new(self, request_id: str) -> bool:
        """A request that came in this transaction has nothing in the tables that did not come in it too."""
        return any(request.id == request_id for request in self._added_of(Request))

    def _added_of(self, kind: type[R]) -> Iterator[R]:
        return (row for row in self._added if isinstance(row, kind))

    def correction_of(self, number: int) -> Correction | None:
        return corrections.newest_of(self.session, number)

    def corrected(self, most: int) -> Sequence[Example]:
        return corrections.corrected(self.session, most)

    def solved_counts(self, since: datetime) -> Counts:
        return reports.solved_counts(self.session, since)

    def asked(self, start: datetime, end: datetime) -> Sequence[Asked]:
        return reports.asked(self.session, start, end)

    def first_asked(self) -> datetime | None:
        return reports.first_asked(self.session)

    def bursts(self, category_id: str, since: datetime) -> Sequence[Burst]:
        return reports.bursts(self.session, category_id, since)

    def ledger_of(self, request_id: str) -> Sequence[Entry]:
        return queries.ledger_of(self.session, request_id)

    def confirmed_offers(self, requester_id: str, since: datetime) -> Sequence[tuple[Request, Offer]]:
        return self.session.exec(_CONFIRMED, params={"by": requester_id, "since": since}).all()

    def lesson(self, lesson_id: str) -> Lesson | None:
        return self.session.get(Lesson, lesson_id, with_for_update=self._alone)

    def lessons_of(self, request_id: str) -> Sequence[Lesson]:
        return self.session.exec(select(Lesson).where(Lesson.request_id == request_id)).all()

    def rating_of(self, number: int) -> Rating | None:
        return self.session.get(Rating, number)

    def thread_at(self, conversation: str, ts: str) -> Thread | None:
        return self.session.get(Thread, (conversation, ts))

    def thread_of(self, request_id: str, side: Side) -> Thread | None:
        if self._is_new(request_id):
            threads = (thread for thread in self._added_of(Thread) if thread.request_id == request_id)
            return max((each for each in threads if each.side is side), key=lambda each: each.number, default=None)
        return self.session.exec(_THREADS, params={"of_request": request_id, "on_side": side}).first()

    def heard(self, source: str) -> bool:
        return self.connection.execute(_HEARD, {"from_source": source}).first() is not None

    def messages_of(self, request_id: str) -> Sequence[Message]:
        return queries.messages_of(self.session, request_id)

    def clock(self, clock_id: str) -> Clock | None:
        query = select(Ticket.id).join(Clock).where(Clock.id == clock_id)
        self.session.exec(query.with_for_update(of=Ticket, **self._alone)).first()
        return self.session.get(Clock, clock_id)

    def clocks_of(self, number: int) -> Sequence[Clock]:
        return self.session.exec(
            select(Clock).where(Clock.ticket_id == number).order_by(col(Clock.started_at), col(Clock.id))
        ).all()

    def clock_events(self, clock_id: str) -> Sequence[ClockEvent]:
        return queries.clock_events_of(self.session, clock_id)

    def tickets_since(self, requester_id: str, priority: str, since: datetime) -> Sequence[Ticket]:
        query = select(Ticket).where(Ticket.requester_id == requester_id, Ticket.priority == priority)
        return self.session.exec(query.where(col(Ticket.started_at) >= since).order_by(col(Ticket.id))).all()

    def open_counts(self, agents: Sequence[str]) -> dict[str, int]:
        query = (
            select(Ticket.assignee_id, func.count())
            .where(col(Ticket.assignee_id).in_(agents), col(Ticket.status).not_in(OVER))
            .group_by(col(Ticket.assignee_id))
        )
        counts = {agent: count for agent, count in self.session.exec(query) if agent is not None}
        return {agent: counts.get(agent, 0) for agent in agents}

    def said(self, prefix: str) -> Sequence[tuple[str, str]]:
        query = select(Delivery.key, Delivery.conversation).where(
            *deliveries.key_starts(prefix), col(Delivery.edits).is_(None)
        )
        return self.session.exec(query.order_by(col(Delivery.id))).all()

    def said_last(self, prefix: str) -> Speech | None:
        query = select(Delivery).where(*deliveries.key_starts(prefix)).order_by(col(Delivery.id).desc())
        last = self.session.exec(query.limit(1)).first()
        return deliveries.as_speech(last) if last else None

    def said_before(self, key: str) -> bool:
        return deliveries.by_key(self.session, key) is not None

    def said_at(self, conversation: str, ts: str) -> str | None:
        query = select(Delivery.say).where(Delivery.conversation == conversation, Delivery.ts == ts)
        return self.session.exec(query).first()

    def last_said(self, conversation: str) -> int:
        return deliveries.last_sent(self.session, conversation)

    def opened_home(self, person_id: str) -> bool:
        return self.session.get(OpenedHome, person_id) is not None

    def keep_home(self, person_id: str) -> None:
        self.session.merge(OpenedHome(person_id=person_id, at=self._now()))

    @contextmanager
    def holding_back(self, what: Callable[[Speech], bool]) -> Iterator[Mapping[str, Speech]]:
        held: dict[str, Speech] = {}
        self._held_back = what, held
        try:
            yield held
        finally:
            self._held_back = None

    def say(self, speech: Speech) -> None:
        if self._held_back is not None and self._held_back[0](speech):
            self._held_back[1][speech.key] = speech
        elif deliveries.write_down(self.connection, speech, self._now(), self.cause):
            self.spoke = True

    def wake(self, clock: Clock, at: datetime | None) -> None:
        clock.wakes_at = at
        if at is not None:
            self._wakes.append(at)

    def set_timer(self, kind: TimerKind, subject: str, due_at: datetime) -> None:
        self._timers[kind, subject] = due_at

    def cancel_timer(self, kind: TimerKind, subject: str) -> None:
        self._timers.pop((kind, subject), None)
        self.connection.execute(_CANCEL, {"of_kind": kind, "of_subject": subject})

    def finish(self, run: Run) -> bool:
        """Marks a receipt finished, in the transaction that does what it asks for; False when that must not be done."""
        return receipts.finish(self.connection, run, self._now())

    def take_timer(self, kind: TimerKind, subject: str, due_by: datetime) -> bool:
        """Removes a timer that is due; False when somebody else did or is about to, or when it was moved to a later
        time. From then on this transaction waits for nobody.
        """
        self._wait_for_nobody()
        timer = self.session.get(Timer, (kind, subject), with_for_update=_UNLESS_TAKEN)
        if timer is None or timer.due_at > due_by:
            return False
        self.session.delete(timer)
        self.session.flush()
        return True

    def take_clock(self, clock_id: str, due_by: datetime) -> bool:
        """Holds a clock that has woken up, likewise: what is done about it says when it wakes up next."""
        self._wait_for_nobody()
        clock = self.session.get(Clock, clock_id, with_for_update=_UNLESS_TAKEN)
        return clock is not None and clock.wakes_at is not None and clock.wakes_at <= due_by

    def _wait_for_nobody(self) -> None:
        """Whoever has the ticket may be waiting for the timer or the clock that this transaction has."""
        self._alone = {**_ALONE, "nowait": True}

    def postpone_timer(self, kind: TimerKind, subject: str, due_by: datetime, until: datetime) -> None:
        """Moves a timer that is due to a later time, unless somebody else took or moved it."""
        if self.take_timer(kind, subject, due_by):
            self.set_timer(kind, subject, until)
