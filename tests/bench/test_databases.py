"""What is measured on."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bench.databases import Databases, Postgresql, Sqlite
from bench.sessions import Sessions
from tests.conftest import POSTGRESQL, SQLITE
from tests.postgres import PostgresServer


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    return Sqlite(tmp_path) if request.param == SQLITE else Postgresql(request.getfixturevalue("postgres"))


def run(url: str, statement: str) -> list[int]:
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        values = list(found.scalars()) if found.returns_rows else []
    engine.dispose()
    return values


def test_a_copy_has_what_the_original_has(databases: Databases) -> None:
    url = databases.new()
    run(url, "CREATE TABLE clock AS SELECT 7 AS number")
    assert run(databases.copy(url), "SELECT number FROM clock") == [7]


def test_what_is_done_to_a_copy_leaves_the_original_alone(databases: Databases) -> None:
    url = databases.new()
    run(url, "CREATE TABLE clock AS SELECT 7 AS number")
    run(databases.copy(url), "DELETE FROM clock")
    assert run(url, "SELECT number FROM clock") == [7]


def test_what_is_committed_is_on_the_disk(postgres: PostgresServer) -> None:
    assert run(Postgresql(postgres).new(), "SELECT current_setting('fsync')::boolean::int") == [1]


async def test_a_session_at_work_is_found_at_what_it_waits_for(postgres: PostgresServer) -> None:
    url = Postgresql(postgres).new()
    sessions = Sessions(url)
    async with sessions.watched():
        while not sessions.waits:
            await asyncio.to_thread(run, url, "SELECT 1 FROM pg_sleep(0.1)")
    assert "Timeout:PgSleep" in sessions.waits
