"""The desk's own way: each clock's row says when it wakes up, and one wake-up of the desk follows the earliest."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from statistics import median

from sqlalchemy import bindparam, text
from sqlmodel import Session

from bench.company import KNOWLEDGE, POLICY
from bench.stopwatch import Spent, stopwatch
from bench.subject import MONDAY_10
from bot.desk import keep_clocks
from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.inputs import read_written
from bot.jobs import Jobs
from bot.metrics import Metrics
from bot.segments.facts import Facts
from bot.sla.clock import Clock
from bot.sla.target import Metric
from bot.storage import queries
from bot.storage.engine import empty_log, open_engine
from bot.storage.records import Records
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.moment import Moment
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind

SEGMENT, PRIORITY = "standard", "P3"
GRACE = 10.0  # seconds that late timers are waited for
MANY_CLOCKS = """
    INSERT INTO clock (
        id, ticket_id, metric, segment_id, calendar, target_seconds, lead_seconds, started_at, state, counted_seconds,
        by_retarget, warned, due_at, wakes_at
    )
    SELECT {name}, :ticket, 'first_response', 'standard', 'office', 3600, 900, :started_at, 'running', 0,
        false, false, {due}, {due}
    FROM {numbers}
"""
NUMBERED = {
    "sqlite": {
        "name": "printf('%032x', n)",
        "due": "strftime('%Y-%m-%d %H:%M:%f000', '2100-01-01', (n * 7919 % :count) || ' seconds')",
        "numbers": """
            (WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
            SELECT n FROM number)
        """,
    },
    "postgresql": {
        "name": "lpad(to_hex(n), 32, '0')",
        "due": "timestamptz '2100-01-01Z' + interval '1 second' * (n * 7919 % :count)",
        "numbers": "generate_series(1, cast(:count AS bigint)) AS n",
    },
}


class Leads:
    """As much of a directory as a warning needs."""

    def members(self, _group: str) -> Sequence[str]:
        return ("U8000001", "U8000002")

    def is_listed(self, _person_id: str, _groups: Iterable[str]) -> bool:
        return False

    def channel_id(self, name: str) -> str:
        return name

    def is_shared(self, _channel_id: str) -> bool:
        return False

    async def facts(self, person_id: str) -> Facts:
        return Facts(person_id=person_id, name=person_id)


@dataclass
class MovedClock:
    """Runs like the machine's, from another moment on."""

    moved_by: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved_by

    def set(self, to: datetime) -> None:
        self.moved_by = to - datetime.now(UTC)


class Lags:
    """Stands where the desk counts how late it was: called for each timer once what was due is committed."""

    def __init__(self) -> None:
        self._of: defaultdict[str, list[float]] = defaultdict(list)

    def labels(self, kind: str) -> "Lag":
        return Lag(self._of[kind])

    def of(self, kind: TimerKind) -> list[float]:
        """Seconds."""
        return self._of[kind]


@dataclass(frozen=True)
class Lag:
    found: list[float]

    def observe(self, seconds: float) -> None:
        self.found.append(seconds)


@dataclass(frozen=True)
class Place:
    """A desk without Slack: it writes its warnings down, and nobody sends them."""

    desk: Desk
    store: Store
    jobs: Jobs
    clock: MovedClock
    lags: "Lags"


@asynccontextmanager
async def _open(url: str) -> AsyncIterator[Place]:
    clock, written = MovedClock(), _written()
    store = Store(url, clock)
    desk = Desk(written.policy, clock, store.transact, Leads(), written.library, written.classifier, Records(store))
    metrics, lags = Metrics(), Lags()
    metrics.due_lag = lags  # type: ignore[assignment]
    jobs = Jobs(desk, store, (), metrics)
    store.writer.on_timer = jobs.rearm
    try:
        yield Place(desk, store, jobs, clock, lags)
    finally:
        store.close()


_written = cache(partial(read_written, POLICY, KNOWLEDGE))


async def idle_looks(url: str, count: int, looks: int, rounds: int) -> list[Spent]:
    """What a whole wake-up takes at which nothing is due."""
    async with _open(url) as place:
        await place.store.transact(partial(fill, count))
        await asyncio.to_thread(_settle, url)
        place.jobs.start()
        await _looks(place.jobs, looks)  # statements are compiled
        found = [await _looks(place.jobs, looks) for _ in range(rounds)]
        await place.jobs.stop()
        return found


def _settle(url: str) -> None:
    """What was filled in at once lies where it would lie by and by: SQLite's log of changes is in the file."""
    empty_log(open_engine(url))


def fill(count: int, tx: SqlTx) -> None:
    """As many open clocks, of one ticket, that wake up in 2100."""
    statement = text(MANY_CLOCKS.format(**NUMBERED[tx.connection.dialect.name]))
    statement = statement.bindparams(bindparam("started_at", type_=Moment))
    ticket = _ticket(tx, MONDAY_10, "of all clocks").number
    tx.connection.execute(statement, {"count": count, "ticket": ticket, "started_at": MONDAY_10})


async def _looks(jobs: Jobs, looks: int) -> Spent:
    with stopwatch(looks) as spent:
        for _ in range(looks):
            await jobs.do_what_is_due()
    return spent


async def adding(url: str, count: int, at_once: int) -> Spent:
    """Clocks of one ticket, each in a transaction of its own: a row that says when it wakes up."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        ticket = await place.store.transact(lambda tx: _ticket(tx, MONDAY_10, "of all clocks").number)
        numbers = iter(range(count))

        async def one_after_the_other() -> None:
            for _ in numbers:
                await place.store.transact(partial(_add_clocks, ticket, 1))

        with stopwatch(count) as spent:
            await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
        return spent


def _add_clocks(ticket: int, count: int, tx: Tx, *, wake: bool = True) -> None:
    clocks = [_clock(ticket, metric) for metric in (Metric.FIRST_RESPONSE, Metric.RESOLUTION)[:count]]
    for clock in clocks:
        tx.wake(clock, MONDAY_10 if wake else None)
    tx.add(*clocks)


def _clock(ticket: int, metric: Metric) -> Clock:
    return Clock(
        ticket_id=ticket,
        metric=metric,
        segment_id=SEGMENT,
        calendar="office",
        target_seconds=3600,
        lead_seconds=900,
        started_at=MONDAY_10,
        due_at=MONDAY_10,
    )


@dataclass(frozen=True)
class Added:
    """What each of its two clocks adds to the transaction that opens a ticket: to set it to wake up, which is what a
    job is for; its row as well; its first event and the reckoning of its deadline as well.
    """

    waking: Spent
    row: Spent
    whole: Spent


async def adding_to_tickets(url: str, count: int) -> Added:
    """Differences of the medians of so many transactions of each kind, which take turns."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        ways: dict[str, Callable[[Ticket, Tx], None]] = {
            "bare": lambda _ticket, _tx: None,
            "asleep": lambda ticket, tx: _add_clocks(ticket.number, 2, tx, wake=False),
            "waking": lambda ticket, tx: _add_clocks(ticket.number, 2, tx),
            "whole": lambda ticket, tx: keep_clocks.start(tx, place.desk, ticket, [SEGMENT]),
        }
        spent: dict[str, list[Spent]] = {name: [] for name in ways}
        for number, (name, add) in itertools.product(range(count), ways.items()):
            with stopwatch(2) as one:
                await place.store.transact(partial(_open_ticket, f"{name} {number}", add))
            spent[name].append(one)
        bare, asleep, waking, whole = (_middle(each) for each in spent.values())
        return Added(_less(waking, asleep), _less(waking, bare), _less(whole, bare))


def _open_ticket(name: str, add: Callable[[Ticket, Tx], None], tx: Tx) -> None:
    add(_ticket(tx, MONDAY_10, name), tx)


def _middle(spent: Sequence[Spent]) -> Spent:
    return Spent(median(one.cpu for one in spent), median(one.wall for one in spent))


def _less(one: Spent, other: Spent) -> Spent:
    return Spent(one.cpu - other.cpu, one.wall - other.wall)


async def adding_whole(url: str, count: int) -> Spent:
    """Whole clocks, many in one transaction: as a ticket starts them, with its row and its first event."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        tickets = await place.store.transact(
            lambda tx: [_ticket(tx, MONDAY_10, number) for number in range(count // 2)]
        )

        def whole(tx: Tx) -> None:
            for ticket in tickets:
                keep_clocks.start(tx, place.desk, ticket, [SEGMENT])

        with stopwatch(2 * len(tickets)) as spent:
            await place.store.transact(whole)
        return spent


async def tickets_to_warn_of(url: str, count: int, within: float) -> str:
    """A database with so many tickets, whose leads are to be warned one after the other within so many seconds."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        asked = [MONDAY_10 + timedelta(seconds=number * within / count) for number in range(count)]
        await place.store.transact(lambda tx: _open_tickets(tx, place.desk, asked))
    return url


def _open_tickets(tx: Tx, desk: Desk, asked: Sequence[datetime]) -> None:
    for number, at in enumerate(asked):
        keep_clocks.start(tx, desk, _ticket(tx, at, number), [SEGMENT])


def _ticket(tx: Tx, at: datetime, name: object) -> Ticket:
    request = Request(
        receipt_id=f"receipt {name}",
        requester_id="U8000003",
        surface=Surface.COMMAND,
        text="my vpn drops every hour",
        received_at=at,
        state=RequestState.HANDED_OVER,
        segment_id=SEGMENT,
        category_id="vpn",
        category_confidence=1.0,
        decision={},
    )
    tx.add(request)
    ticket = Ticket(
        request_id=request.id,
        requester_id=request.requester_id,
        text=request.text,
        category_id="vpn",
        skill="network",
        segment_id=SEGMENT,
        tier=5,
        priority=PRIORITY,
        pool_id="network",
        routing={},
        started_at=at,
        opened_at=at,
    )
    tx.add(ticket)
    return ticket


async def lateness(tickets: str) -> list[float]:
    """Seconds by which each warning was late that was given at all, until it was committed."""
    async with _open(tickets) as place:
        due = await place.store.read(_warnings_due)
        place.clock.set(min(due.values()) - timedelta(seconds=1))
        place.jobs.start()
        await asyncio.sleep((max(due.values()) - place.clock()).total_seconds())
        deadline = time.monotonic() + GRACE
        while len(place.lags.of(TimerKind.PROMISE)) < len(due) and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        await place.jobs.stop()
    return place.lags.of(TimerKind.PROMISE)


def _warnings_due(session: Session) -> dict[str, datetime]:
    """Of first responses alone: what is due on another day is not waited for."""
    return {due.subject: due.at for due in queries.due(session, MONDAY_10 + timedelta(hours=6), limit=1_000_000)}
