"""The desk's own way: what is due stands in one table, and one wake-up follows the earliest of it."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from sqlalchemy import text
from sqlmodel import Session, select

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
from bot.storage.engine import open_engine
from bot.storage.records import Records
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.ticket import Ticket
from bot.tickets.timer import Timer, TimerKind

SEGMENT, PRIORITY = "standard", "P3"
TURNS = 5  # of tickets with clocks and without, so that a noisy moment falls on both
GRACE = 10.0  # seconds that late timers are waited for
MANY_TIMERS = {
    "sqlite": text(
        """
        INSERT INTO timer (kind, subject, due_at)
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
        SELECT 'breach', printf('%032x', n),
            strftime('%Y-%m-%d %H:%M:%f000', '2100-01-01', (n * 7919 % :count) || ' seconds')
        FROM number
        """
    ),
    "postgresql": text(
        """
        INSERT INTO timer (kind, subject, due_at)
        SELECT 'breach', lpad(to_hex(n), 32, '0'), timestamptz '2100-01-01Z' + interval '1 second' * (n * 7919 % :count)
        FROM generate_series(1, cast(:count AS bigint)) AS n
        """
    ),
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
    if url.startswith("sqlite"):
        with closing(open_engine(url).raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(count: int, tx: SqlTx) -> None:
    tx.connection.execute(MANY_TIMERS[tx.connection.dialect.name], {"count": count})


async def _looks(jobs: Jobs, looks: int) -> Spent:
    with stopwatch(looks) as spent:
        for _ in range(looks):
            await jobs.do_what_is_due()
    return spent


async def adding(url: str, count: int, at_once: int) -> Spent:
    """The warning and the breach of each clock, in a transaction of their own."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        numbers = iter(range(count))

        async def one_after_the_other() -> None:
            for number in numbers:
                await place.store.transact(partial(_set_both, f"clock-{number}"))

        with stopwatch(count) as spent:
            await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
        return spent


async def adding_within(url: str, count: int) -> Spent:
    """The same in one transaction: what each adds to one that is there already."""

    def whole(tx: Tx) -> None:
        for number in range(count):
            _set_both(f"clock-{number}", tx)

    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        with stopwatch(count) as spent:
            await place.store.transact(whole)
        return spent


def _set_both(clock_id: str, tx: Tx) -> None:
    tx.set_timers(clock_id, {TimerKind.WARN: MONDAY_10, TimerKind.BREACH: MONDAY_10})


async def adding_to_tickets(url: str, count: int) -> Spent:
    """What the timers of its two clocks add to the transaction that opens a ticket, for each of the clocks."""
    async with _open(url) as place:
        place.store.writer.on_timer = lambda _: None
        bare, timed = Spent(), Spent()
        for turn in range(TURNS):
            numbers = range(turn * count, turn * count + count // TURNS)
            for spent, has_clocks in ((bare, False), (timed, True)):
                with stopwatch(2 * TURNS * len(numbers)) as part:
                    for number in numbers:
                        name = f"{number}-{has_clocks}"
                        await place.store.transact(partial(_open_ticket, name, has_clocks=has_clocks))
                spent.cpu, spent.wall = spent.cpu + part.cpu, spent.wall + part.wall
        return Spent(timed.cpu - bare.cpu, timed.wall - bare.wall)


def _open_ticket(name: str, tx: Tx, *, has_clocks: bool) -> None:
    _ticket(tx, MONDAY_10, name)
    for clock in range(2 if has_clocks else 0):
        _set_both(f"{name}-{clock}", tx)


async def adding_whole(url: str, count: int) -> Spent:
    """Whole clocks, as a ticket starts them: its row, its first event and both timers, many in one transaction."""
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
        while len(place.lags.of(TimerKind.WARN)) < len(due) and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        await place.jobs.stop()
    return place.lags.of(TimerKind.WARN)


def _warnings_due(session: Session) -> dict[str, datetime]:
    """Of first responses alone: what is due on another day is not waited for."""
    query = select(Timer.subject, Timer.due_at).where(
        Timer.kind == TimerKind.WARN, Timer.due_at < MONDAY_10 + timedelta(hours=6)
    )
    return dict(session.exec(query).all())
