"""The store as a whole: opened, up to date, and closed with nothing left undone."""

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.errors import BadInput
from bot.storage import queries
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from tests.builders import NOON, make_request, make_ticket
from tests.conftest import on_sqlite

STUCK = "CREATE TRIGGER stuck BEFORE INSERT ON heartbeat BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"


def opened(url: str) -> Store:
    return Store(url, lambda: NOON)


async def test_what_was_stored_is_there_when_it_is_opened_again(url: str) -> None:
    first = opened(url)
    await first.transact(lambda tx: tx.add(make_request()))
    first.close()
    second = opened(url)
    await second.transact(lambda tx: tx.add(make_ticket()))
    assert await second.read(lambda session: queries.number_of(session, "request-1")) == 12
    second.close()


async def test_what_was_read_needs_the_store_no_more(store: Store) -> None:
    await store.transact(lambda tx: tx.add(make_request()))
    request = await store.transact(lambda tx: tx.request("request-1"))
    assert request.text == "My VPN drops every hour"


async def test_a_read_changes_nothing(store: Store) -> None:
    await store.read(lambda session: session.add(make_request()))
    assert await store.read(lambda session: queries.number_of(session, "request-1")) is None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_read_is_asked_again_when_its_connection_had_died(store: Store) -> None:
    await store.transact(lambda tx: tx.add(make_request()))
    session_id = await store.read(lambda session: session.scalar(text("SELECT pg_backend_pid()")))
    await store.transact(lambda tx: tx.connection.execute(text(f"SELECT pg_terminate_backend({session_id})")) and None)
    assert await store.read(lambda session: session.scalar(text("SELECT pg_backend_pid()"))) != session_id


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_read_is_refused_when_it_writes(store: Store) -> None:
    with pytest.raises(DBAPIError, match="read-only"):
        await store.read(lambda session: session.execute(text("DELETE FROM timer")) and None)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_file_that_is_open_cannot_be_opened_again(store: Store, url: str) -> None:
    assert not store.takes_replicas
    with pytest.raises(BadInput, match="another running Frontdesk"):
        opened(url)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_replicas_share_a_server(store: Store, url: str) -> None:
    other = opened(url)
    await store.transact(lambda tx: tx.add(make_request()))
    assert (await other.transact(lambda tx: tx.request("request-1"))).text == "My VPN drops every hour"
    assert other.takes_replicas
    other.close()


async def test_a_store_without_a_file_needs_no_lock() -> None:
    store = opened("sqlite://")
    store.close()


async def test_it_takes_changes(store: Store) -> None:
    assert await store.takes_changes()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_that_nothing_can_be_stored_is_noticed(store: Store) -> None:
    await store.transact(lambda tx: tx.connection.execute(text(STUCK)) and None)
    with pytest.raises(DBAPIError, match="full"):
        await store.takes_changes()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_what_is_acknowledged_waits_for_nothing_that_others_hold(store: Store) -> None:
    await store.transact(lambda tx: tx.add(make_request()))
    held, go_on = threading.Event(), threading.Event()

    def hold(tx: SqlTx) -> None:
        tx.request("request-1")
        held.set()
        go_on.wait(5)

    holding = asyncio.create_task(store.transact(hold))
    await asyncio.to_thread(held.wait)
    waiting = [asyncio.create_task(store.transact(lambda tx: tx.request("request-1"))) for _ in range(8)]
    async with asyncio.timeout(2):
        await store.take_in(lambda tx: tx.keep_home("U1"))
    go_on.set()
    await asyncio.gather(holding, *waiting)


@on_sqlite  # the tests on PostgreSQL share their tables
async def test_tables_of_a_newer_version_are_refused_in_a_sentence(url: str) -> None:
    store = opened(url)
    await store.transact(
        lambda tx: tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'")) and None
    )
    store.close()
    with pytest.raises(BadInput, match="whose tables cannot be used"):
        opened(url)
