"""What is due is done once, at its time, and late rather than never."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.desk import Desk
from bot.due_work import LATER, WHAT_IS_DUE
from bot.jobs import Chore, Jobs
from bot.storage import queries
from bot.storage.deliveries import Delivery
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.timer import TimerKind
from tests.builders import NOON, PRIYA, make_request
from tests.conftest import on_sqlite
from tests.desks import Watch, make_desk

DAY = timedelta(days=1)
STUCK = "CREATE TRIGGER stuck BEFORE UPDATE ON offer BEGIN SELECT RAISE(ABORT, 'stuck'); END"


class Night:
    """A desk in which offers lapse a day after they were made."""

    def __init__(self, desk: Desk, store: Store, watch: Watch) -> None:
        self.desk = desk
        self.store = store
        self.watch = watch
        self.jobs = Jobs(desk, store, ())

    async def offer(self, name: str = "a") -> None:
        ask = HelpRequest(name, PRIYA, "broken vpn", Surface.DM, self.desk.now(), PRIYA, source=name)
        await ask_for_help(self.desk, ask)

    async def outcomes(self) -> list[OfferOutcome | None]:
        return await self.store.read(lambda session: list(session.exec(select(Offer.outcome))))

    async def sql(self, statement: str) -> None:
        await self.store.transact(lambda tx: tx.session.connection().exec_driver_sql(statement))

    async def next_due(self) -> datetime | None:
        return await self.store.read(queries.next_due)

    async def lapses(self) -> None:
        async with asyncio.timeout(3):
            while await self.outcomes() != [OfferOutcome.UNCONFIRMED]:  # noqa: ASYNC110  # a row tells nobody
                await asyncio.sleep(0.01)


@pytest.fixture
async def closed(store: Store, watch: Watch) -> Night:
    """Nothing is done before its jobs start."""
    return Night(make_desk(store, watch), store, watch)


@pytest.fixture
async def night(closed: Night) -> AsyncIterator[Night]:
    closed.store.writer.on_timer = closed.jobs.rearm
    closed.jobs.start()
    yield closed
    await closed.jobs.stop()


def test_there_is_something_to_do_for_every_timer() -> None:
    assert set(WHAT_IS_DUE) == set(TimerKind)


async def test_what_is_not_due_is_not_done(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY - timedelta(seconds=1)
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [None]


async def test_what_is_due_is_done(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [OfferOutcome.UNCONFIRMED]


async def test_what_is_due_is_done_once(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY
    await asyncio.gather(*(night.jobs.do_what_is_due() for _ in range(3)))
    said = await night.store.read(lambda session: list(session.exec(select(Delivery.key))))
    assert len([key for key in said if key.endswith(":lapsed")]) == 1


async def test_what_was_done_is_due_no_more(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY
    await night.jobs.do_what_is_due()
    assert await night.next_due() is None


async def test_everything_that_is_due_is_done_however_much_it_is(night: Night) -> None:
    def offer_many(tx: SqlTx) -> None:
        for name in map(str, range(205)):  # more than are looked up at once
            tx.add(make_request(id=name, receipt_id=name, state=RequestState.OFFERED))
            tx.add(Offer(request_id=name, articles=[], scores=[], shown_at=NOON))
            tx.set_timer(TimerKind.LAPSE, name, NOON)

    await night.store.transact(offer_many)
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [OfferOutcome.UNCONFIRMED] * 205


async def test_the_desk_wakes_up_when_something_is_due(closed: Night) -> None:
    await closed.offer()
    began = time.monotonic()
    almost = NOON + DAY - timedelta(milliseconds=100)
    running = make_desk(closed.store, closed.watch, now=lambda: almost + timedelta(seconds=time.monotonic() - began))
    awake = Night(running, closed.store, closed.watch)
    awake.jobs.start()
    await awake.lapses()
    await awake.jobs.stop()
    assert time.monotonic() - began >= 0.1


async def test_the_desk_wakes_up_earlier_when_something_is_due_earlier(night: Night) -> None:
    await night.store.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, "later", night.watch.time + DAY))
    await night.offer()
    request = await night.store.read(lambda session: session.exec(select(Request.id)).one())
    await night.store.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, request, night.watch.time))
    await night.lapses()


async def test_a_moved_time_is_followed_once_it_is_told(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY
    night.jobs.rearm()
    await night.lapses()


async def test_what_fell_due_while_the_desk_was_closed_is_caught_up(closed: Night) -> None:
    await closed.offer()
    closed.watch.time += 3 * DAY
    closed.jobs.start()
    await closed.lapses()
    await closed.jobs.stop()


@on_sqlite
async def test_what_fails_is_tried_again_later(night: Night, caplog: pytest.LogCaptureFixture) -> None:
    await night.offer()
    night.watch.time += DAY
    await night.sql(STUCK)
    await night.jobs.do_what_is_due()
    assert await night.next_due() == night.watch.time + LATER
    assert "timer lapse" in caplog.text


@on_sqlite
async def test_what_fails_for_trouble_of_the_database_stays_due(night: Night) -> None:
    await night.offer()
    due_at = await night.next_due()
    night.watch.time += DAY
    await night.sql("ALTER TABLE offer RENAME TO lost")
    await night.jobs.do_what_is_due()
    assert await night.next_due() == due_at
    await night.sql("ALTER TABLE lost RENAME TO offer")
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [OfferOutcome.UNCONFIRMED]


@on_sqlite
async def test_what_failed_is_done_once_it_can_be(night: Night) -> None:
    await night.offer()
    night.watch.time += DAY
    await night.sql(STUCK)
    await night.jobs.do_what_is_due()
    await night.sql("DROP TRIGGER stuck")
    night.watch.time += LATER
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [OfferOutcome.UNCONFIRMED]


async def test_what_fails_does_not_hold_up_the_rest(night: Night) -> None:
    await night.store.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, "no number", night.watch.time))
    await night.offer()
    night.watch.time += DAY
    await night.jobs.do_what_is_due()
    assert await night.outcomes() == [OfferOutcome.UNCONFIRMED]


@on_sqlite
async def test_a_store_that_cannot_be_read_is_looked_at_again(night: Night, caplog: pytest.LogCaptureFixture) -> None:
    await night.sql("ALTER TABLE timer RENAME TO lost")
    await night.jobs.do_what_is_due()
    assert "is looked for again in 5.0 seconds" in caplog.text


async def test_a_crowd_that_sets_timers_makes_one_round_wait(night: Night) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(100):
        night.jobs.rearm()
    assert len(asyncio.all_tasks()) - before <= 1


async def test_nothing_begins_once_the_desk_is_closing(closed: Night) -> None:
    await closed.offer()
    closed.jobs.start()
    await closed.jobs.stop()
    closed.watch.time += DAY
    closed.jobs.rearm()
    await asyncio.sleep(0.05)
    assert await closed.outcomes() == [None]


@pytest.mark.parametrize(("later", "rounds"), [(2 * DAY, 0), (DAY / 2, 1)])
async def test_a_timer_begins_a_round_when_it_is_due_before_the_wake_up(
    closed: Night, later: timedelta, rounds: int
) -> None:
    await closed.offer()
    await closed.jobs.do_what_is_due()
    closed.jobs.rearm(closed.watch.time + later)
    assert len(asyncio.all_tasks()) == 1 + rounds


class Round:
    """A chore that counts how often it was done on the event loop."""

    def __init__(self) -> None:
        self.often = asyncio.Semaphore(0)

    def plain(self) -> None:
        asyncio.get_running_loop().call_soon(self.often.release)

    async def awaited(self) -> None:
        self.plain()


@pytest.mark.parametrize("how", ["plain", "awaited"])
async def test_a_chore_is_done_again_and_again_where_the_desk_is_at_work(store: Store, watch: Watch, how: str) -> None:
    round_ = Round()
    jobs = Jobs(make_desk(store, watch), store, [Chore(getattr(round_, how), 0.01)])
    jobs.start()
    async with asyncio.timeout(3):
        for _ in range(2):
            await round_.often.acquire()
    await jobs.stop()
