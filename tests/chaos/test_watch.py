"""What strikes a desk is what would strike it in earnest."""

import sqlite3
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.storage.engine import open_engine
from bot.storage.receipts import Receipt
from chaos.databases import SqliteFiles
from chaos.desk_clock import DeskClock
from chaos.watch import watch_room
from tests.desks import Watch


def test_a_disk_without_room_refuses_what_needs_room_until_there_is_some(tmp_path: Path) -> None:
    """In a process of its own, as what is watched stays so."""
    process = get_context("fork").Process(target=_fill, args=(tmp_path / "full", SqliteFiles(tmp_path).new(tmp_path)))
    process.start()
    process.join()
    assert process.exitcode == 0


def _fill(full: Path, url: str) -> None:
    watch_room(full)
    full.touch()
    with pytest.raises(OperationalError) as refused:
        _keep(url)
    assert isinstance(refused.value.orig, sqlite3.OperationalError)
    assert refused.value.orig.sqlite_errorcode == sqlite3.SQLITE_FULL
    full.unlink()
    _keep(url)


def _keep(url: str) -> None:
    now, body = Watch().now(), {"text": "x" * 10_000}
    with Session(open_engine(url)) as session:
        session.add(Receipt(id="Ev1", route="event:message", body=body, received_at=now, lease_until=now))
        session.commit()


def test_a_clock_that_jumps_takes_the_machines_time_with_it(tmp_path: Path) -> None:
    time, hour = Watch().now(), timedelta(hours=1)
    clock, right = DeskClock(tmp_path / "clock"), DeskClock(tmp_path / "other")
    clock.show(time, hour)
    right.show(time)
    for one, other in ((clock.now(), right.now()), (clock.machine_time(), right.machine_time())):
        assert abs(one - other - hour) < timedelta(seconds=1)
