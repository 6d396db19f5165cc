"""What happens on PostgreSQL when pieces of work get in each other's way, or the server goes away."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import select

from bot.desk.speech import Say, Speech
from bot.storage.dialect import is_busy, writers
from bot.storage.engine import open_engine
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.request import Request
from bot.tickets.ticket import Status
from bot.tickets.timer import TimerKind
from tests.builders import NOON, NUMBER, make_message, make_request, make_ticket
from tests.conftest import POSTGRESQL
from tests.postgres import PostgresServer

pytestmark = pytest.mark.parametrize("url", [POSTGRESQL], indirect=True)
OTHER = "request-2"
Work = Callable[[SqlTx], object]


class Meeting:
    """Two pieces of work of which each waits until the other has come as far, once."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)

    def wait(self) -> None:
        try:
            self._barrier.wait(timeout=2)
        except threading.BrokenBarrierError:
            return  # run again, alone
        finally:
            self._barrier.abort()


@pytest.fixture
async def replicas(store: Store, url: str) -> AsyncIterator[tuple[Store, Store]]:
    other = Store(url, lambda: NOON)
    await store.transact(lambda tx: [tx.add(make_request(id=name, receipt_id=name)) for name in ("request-1", OTHER)])
    await store.transact(lambda tx: tx.add(make_ticket()))
    yield store, other
    other.close()


async def test_whoever_asks_for_a_ticket_second_sees_what_the_first_has_decided(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    held = threading.Event()

    def decide(tx: SqlTx) -> None:
        ticket = tx.ticket(NUMBER)
        held.set()
        tx.session.execute(text("SELECT pg_sleep(0.1)"))
        ticket.status = Status.CLAIMED

    deciding = asyncio.create_task(one.transact(decide))
    await asyncio.to_thread(held.wait, 2)
    seen = await other.transact(lambda tx: tx.ticket(NUMBER).status)
    await deciding
    assert seen is Status.CLAIMED


async def test_a_message_is_taken_in_once_though_both_found_it_new(replicas: tuple[Store, Store]) -> None:
    meeting = Meeting()

    def take_in(tx: SqlTx) -> bool:
        if tx.heard("C1:1.0"):
            return False
        meeting.wait()
        tx.add(make_message(source="C1:1.0"))
        return True

    assert sorted(await asyncio.gather(*(each.transact(take_in) for each in replicas))) == [False, True]


async def test_work_that_waits_for_each_other_is_done_by_both(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    meeting = Meeting()

    def work(first: str, second: str) -> Work:
        def take(tx: SqlTx) -> None:
            tx.request(first)
            meeting.wait()
            request = tx.request(second)
            request.follows = (request.follows or 0) + 1

        return take

    await asyncio.gather(one.transact(work("request-1", OTHER)), other.transact(work(OTHER, "request-1")))
    assert await one.transact(lambda tx: [tx.request(name).follows for name in ("request-1", OTHER)]) == [1, 1]


async def test_what_is_due_waits_for_nobody_who_has_its_ticket(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    await one.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, str(NUMBER), NOON))
    held, go_on = threading.Event(), threading.Event()

    def answer(tx: SqlTx) -> None:
        tx.ticket(NUMBER)
        held.set()
        go_on.wait(timeout=3)
        tx.cancel_timer(TimerKind.CLOSE, str(NUMBER))

    def do(tx: SqlTx) -> None:
        assert tx.take_timer(TimerKind.CLOSE, str(NUMBER), NOON)
        tx.ticket(NUMBER)

    answering = asyncio.create_task(one.transact(answer))
    await asyncio.to_thread(held.wait, 2)
    with pytest.raises(DBAPIError) as failed:
        await other.transact(do)
    assert is_busy(failed.value)
    go_on.set()
    await answering
    assert not await other.transact(lambda tx: tx.take_timer(TimerKind.CLOSE, str(NUMBER), NOON))


async def test_a_timer_that_somebody_is_busy_with_is_not_taken(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    await one.transact(lambda tx: tx.set_timer(TimerKind.CLOSE, str(NUMBER), NOON))
    taken, go_on = threading.Event(), threading.Event()

    def do(tx: SqlTx) -> bool:
        try:
            return tx.take_timer(TimerKind.CLOSE, str(NUMBER), NOON)
        finally:
            taken.set()
            go_on.wait(timeout=3)

    doing = asyncio.create_task(one.transact(do))
    await asyncio.to_thread(taken.wait, 2)
    assert not await other.transact(lambda tx: tx.take_timer(TimerKind.CLOSE, str(NUMBER), NOON))
    go_on.set()
    assert await doing


async def test_a_key_that_two_say_at_once_is_said_once(replicas: tuple[Store, Store]) -> None:
    def say(tx: SqlTx) -> bool:
        tx.say(Speech("hello", Say.NOTICE, "U1"))
        return tx.spoke

    assert sorted(await asyncio.gather(*(each.transact(say) for each in replicas))) == [False, True]


async def test_work_whose_connection_breaks_is_absent_with_all_that_waited_with_it(store: Store, url: str) -> None:
    def break_it(tx: SqlTx) -> None:
        tx.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    def add(name: str) -> Work:
        return lambda tx: tx.add(make_request(id=name, receipt_id=name))

    busy = [threading.Event() for _ in range(writers(open_engine(url)))]
    holding = [await _hold_up(store, go_on) for go_on in busy]
    together = [asyncio.create_task(store.transact(work)) for work in (add("a"), break_it, add("b"))]
    await asyncio.sleep(0)  # each has put its work into the queue
    busy[0].set()
    outcomes = await asyncio.gather(*together, return_exceptions=True)
    for go_on in busy:
        go_on.set()
    await asyncio.gather(*holding)
    assert [isinstance(outcome, SQLAlchemyError) for outcome in outcomes] == [True, True, True]
    assert await store.read(lambda session: session.exec(select(Request.id)).all()) == []


async def _hold_up(store: Store, go_on: threading.Event) -> asyncio.Task[None]:
    """Keeps one of the writers busy until it may go on."""
    begun = threading.Event()

    def hold(_: SqlTx) -> None:
        begun.set()
        go_on.wait(timeout=3)

    holding = asyncio.create_task(store.transact(hold))
    await asyncio.to_thread(begun.wait, 2)
    return holding


async def test_the_store_goes_on_after_the_server_has_crashed(store: Store, postgres: PostgresServer) -> None:
    await store.transact(lambda tx: tx.add(make_request()))
    await asyncio.to_thread(postgres.crash_and_restart)
    await store.transact(lambda tx: tx.add(make_ticket(id=None)))
    assert (await store.transact(lambda tx: tx.request("request-1"))).id == "request-1"
