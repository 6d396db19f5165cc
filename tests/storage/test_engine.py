"""How SQLite is opened: durable, one writer, one process."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import BadInput
from bot.storage.engine import lock_for_one_process, open_engine

DURABLE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
HOLD_THE_LOCK = """
import sys
from bot.storage.engine import lock_for_one_process
held = lock_for_one_process(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.mark.parametrize(("pragma", "value"), DURABLE.items())
def test_every_connection_is_durable(url: str, pragma: str, value: object) -> None:
    with open_engine(url).connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_writing_transaction_takes_its_turn_when_it_begins(url: str) -> None:
    """Another process that begins to write waits at once, and not in the middle."""
    engine = open_engine(url).execution_options(writes=True)
    with engine.begin(), open_engine(url).connect() as other:
        other.connection.driver_connection.execute("PRAGMA busy_timeout=0")
        with pytest.raises(Exception, match="database is locked"):
            other.connection.driver_connection.execute("BEGIN IMMEDIATE")


def test_readers_do_not_wait_for_a_writer(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE page (words)"))
    with engine.execution_options(writes=True).begin() as writing:
        writing.execute(text("INSERT INTO page VALUES ('hello')"))
        with engine.begin() as reading:
            assert reading.execute(text("SELECT count(*) FROM page")).scalar_one() == 0


def test_a_second_process_is_refused_in_a_sentence(url: str) -> None:
    other = subprocess.Popen(  # noqa: S603  # our own Python
        [sys.executable, "-c", HOLD_THE_LOCK, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BadInput, match=r"which another running Frontdesk uses; .*stop the other one first"):
            lock_for_one_process(url)


def test_the_lock_is_free_again_when_its_process_has_stopped(url: str) -> None:
    held = lock_for_one_process(url)
    assert held is not None
    held.close()
    again = lock_for_one_process(url)
    assert again is not None
    again.close()


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    held = lock_for_one_process(f"sqlite:///{tmp_path}/var/desk.db")
    assert held is not None
    held.close()
    assert (tmp_path / "var").is_dir()


@pytest.mark.parametrize("url", ["sqlite://", "postgresql+psycopg://desk@127.0.0.1/desk"])
def test_what_is_no_file_needs_no_lock(url: str) -> None:
    assert lock_for_one_process(url) is None


def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder should be")
    with pytest.raises(BadInput, match=r"which cannot be written .*a file in a folder that the desk may write to"):
        lock_for_one_process(f"sqlite:///{tmp_path}/var/desk.db")


@pytest.mark.parametrize("name", ["other.db", "sub/../desk.db"])
def test_a_file_is_the_same_by_whatever_name(url: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    held = lock_for_one_process(url)
    (tmp_path / "other.db").symlink_to(tmp_path / "desk.db")
    with pytest.raises(BadInput, match="another running Frontdesk"):
        lock_for_one_process(f"sqlite:///{tmp_path / name}")
    assert held is not None
    held.close()


def test_a_file_with_a_second_name_is_refused(url: str, tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    (tmp_path / "other.db").hardlink_to(tmp_path / "desk.db")
    with pytest.raises(BadInput, match="more than one name"):
        lock_for_one_process(url)


def test_an_address_that_is_no_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no plain path"):
        lock_for_one_process(f"sqlite:///file:{tmp_path / 'desk.db'}?uri=true")


def test_the_file_is_its_owners_alone(url: str, tmp_path: Path) -> None:
    held = lock_for_one_process(url)
    assert (tmp_path / "desk.db").stat().st_mode & 0o077 == 0
    assert held is not None
    held.close()
