"""A clock wakes up when it says, is held by whoever sees to it, and sleeps when nothing is to be done about it."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.storage import queries
from bot.storage.backlog import Queue, backlog
from bot.storage.belongings import belongings_of
from bot.storage.dialect import is_busy
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.storage.wind_up import wind_up
from bot.tickets.timer import Due, TimerKind
from tests.builders import NOON, NUMBER, PRIYA, make_clock, make_request, make_ticket
from tests.conftest import POSTGRESQL

MINUTE = timedelta(minutes=1)
LONG = NOON + timedelta(days=1)


@pytest.fixture
async def waking(store: Store) -> Store:
    """A ticket whose clock wakes up at noon."""

    def ask(tx: SqlTx) -> None:
        tx.add(make_request())
        tx.add(make_ticket())
        clock = make_clock()
        tx.wake(clock, NOON)
        tx.add(clock)

    await store.transact(ask)
    return store


def wake(tx: SqlTx, at: datetime | None) -> None:
    clock = tx.clock("clock-1")
    assert clock is not None
    tx.wake(clock, at)


def take(tx: SqlTx) -> bool:
    return tx.take_clock("clock-1", NOON)


async def due(store: Store, now: datetime = LONG) -> list[Due]:
    return list(await store.read(lambda session: queries.due(session, now, limit=500)))


async def test_a_clock_is_due_once_it_wakes_up(waking: Store) -> None:
    assert await due(waking, NOON - MINUTE) == []
    assert await due(waking, NOON) == [Due(TimerKind.PROMISE, "clock-1", NOON)]


async def test_a_clock_that_is_set_again_wakes_up_then(waking: Store) -> None:
    await waking.transact(lambda tx: wake(tx, NOON + MINUTE))
    assert [each.at for each in await due(waking)] == [NOON + MINUTE]


async def test_a_clock_that_sleeps_is_never_due(waking: Store) -> None:
    await waking.transact(lambda tx: wake(tx, None))
    assert await due(waking) == []
    assert await waking.read(queries.next_due) is None


async def test_clocks_and_timers_are_due_in_one_order(waking: Store) -> None:
    await waking.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, "1", NOON - MINUTE))
    await waking.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, "2", NOON + MINUTE))
    assert [each.subject for each in await due(waking)] == ["1", "clock-1", "2"]


@pytest.mark.parametrize("minutes", [-1, 1])
async def test_what_is_due_next_is_a_clock_or_a_timer(waking: Store, minutes: int) -> None:
    await waking.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, "1", NOON + minutes * MINUTE))
    assert await waking.read(queries.next_due) == min(NOON, NOON + minutes * MINUTE)


async def test_that_a_clock_was_set_is_told_after_the_commit(waking: Store) -> None:
    told = asyncio.Queue[datetime]()
    waking.writer.on_timer = told.put_nowait
    await waking.transact(lambda tx: wake(tx, NOON + MINUTE))
    async with asyncio.timeout(1):
        while await told.get() != NOON + MINUTE:
            pass


async def test_a_clock_that_was_set_to_a_later_time_is_not_taken(waking: Store) -> None:
    await waking.transact(lambda tx: wake(tx, NOON + MINUTE))
    assert not await waking.transact(take)


async def test_a_clock_that_is_gone_is_not_taken(store: Store) -> None:
    assert not await store.transact(take)


async def test_clocks_wait_among_the_timers(waking: Store) -> None:
    await waking.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, "1", NOON + MINUTE))
    queues = (await waking.read(lambda session: backlog(session, NOON + MINUTE))).queues
    assert queues["timers"] == Queue(2, NOON)


async def test_what_an_erased_person_asked_for_wakes_no_clock(waking: Store) -> None:
    def erase(session: Session) -> None:
        wind_up(session, belongings_of(session, PRIYA), PRIYA, NOON)

    await waking.transact(lambda tx: erase(tx.session))
    assert await due(waking) == []


@pytest.fixture
async def other(store: Store, url: str) -> AsyncIterator[Store]:
    """A second replica."""
    other = Store(url, lambda: NOON)
    yield other
    other.close()


@pytest.mark.parametrize("url", [POSTGRESQL], indirect=True)
async def test_a_clock_that_another_replica_sees_to_is_not_taken(waking: Store, other: Store) -> None:
    taken, go_on = threading.Event(), threading.Event()

    def do(tx: SqlTx) -> bool:
        try:
            return take(tx)
        finally:
            taken.set()
            go_on.wait(timeout=3)

    doing = asyncio.create_task(waking.transact(do))
    await asyncio.to_thread(taken.wait, 2)
    assert not await other.transact(take)
    go_on.set()
    assert await doing


@pytest.mark.parametrize("url", [POSTGRESQL], indirect=True)
async def test_whoever_takes_a_clock_second_sees_when_the_first_has_set_it(waking: Store, other: Store) -> None:
    """Both had seen that it is due; the first is done before the second begins."""
    assert await waking.transact(take)
    await waking.transact(lambda tx: wake(tx, None))
    assert not await other.transact(take)


@pytest.mark.parametrize("url", [POSTGRESQL], indirect=True)
async def test_seeing_to_a_clock_does_not_wait_for_whoever_answers_its_ticket(waking: Store, other: Store) -> None:
    held, go_on = threading.Event(), threading.Event()

    def answer(tx: SqlTx) -> None:
        tx.ticket(NUMBER)
        held.set()
        go_on.wait(timeout=3)
        wake(tx, None)

    def do(tx: SqlTx) -> bool:
        return take(tx) and tx.clock("clock-1") is not None

    answering = asyncio.create_task(waking.transact(answer))
    await asyncio.to_thread(held.wait, 2)
    with pytest.raises(DBAPIError) as failed:
        await other.transact(do)
    assert is_busy(failed.value)
    go_on.set()
    await answering
    assert await due(waking) == []
