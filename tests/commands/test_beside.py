"""What works on the tables alone ends in a sentence when the database does not let it."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import DataError

from bot.cli import main
from bot.commands.beside import store_beside
from bot.storage import engine, writer
from bot.storage.store import Store
from tests.conftest import on_sqlite

WORK = {
    "export": ("export", "--person", "U024BE7LH"),
    "erase": ("erase", "--person", "U024BE7LH", "--yes"),
}
LOCKED = "The database is in trouble (database is locked). Nothing was done, or only a part: do it again.\n"

pytestmark = on_sqlite


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is given up at once what somebody else holds."""
    quick = tuple("busy_timeout=1" if each.startswith("busy_timeout") else each for each in engine._PRAGMAS)
    monkeypatch.setattr(engine, "_PRAGMAS", quick)
    monkeypatch.setattr(writer, "PAUSES", ())


@pytest.fixture
def held(store: Store, tmp_path: Path) -> Iterator[None]:
    """Another process writes and does not come to an end."""
    (path,) = tmp_path.glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.usefixtures("impatient", "held")
@pytest.mark.parametrize("words", WORK.values(), ids=WORK.keys())
async def test_a_database_that_somebody_holds_is_said_in_a_sentence(words: tuple[str, ...], url: str) -> None:
    told = await asyncio.to_thread(CliRunner().invoke, main, words, env={"FRONTDESK_DATABASE_URL": url})
    assert (told.exit_code, told.output) == (1, LOCKED)


def test_what_the_database_quotes_of_people_is_not_told(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", url)
    with pytest.raises(SystemExit) as ended, store_beside():
        raise DataError("INSERT …", {}, ValueError("invalid input: “my vpn drops”"))
    assert "(ValueError)" in str(ended.value)
    assert "vpn" not in str(ended.value)


@pytest.fixture
def read_from(store: Store, tmp_path: Path) -> Iterator[None]:
    """Another process reads and does not come to an end."""
    (path,) = tmp_path.glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM request").fetchall()
        yield


@pytest.mark.usefixtures("impatient", "read_from")
async def test_while_somebody_reads_it_is_said_that_what_was_erased_is_in_the_log_still(url: str) -> None:
    told = await asyncio.to_thread(CliRunner().invoke, main, WORK["erase"], env={"FRONTDESK_DATABASE_URL": url})
    assert told.exit_code == 0
    assert "stands in the file that ends in -wal" in told.output
