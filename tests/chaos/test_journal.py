"""Points are counted across processes, and one of them is the last."""

import asyncio
import os
import signal
from multiprocessing import get_context
from pathlib import Path

from aiohttp import ClientSession
from sqlmodel import Session, select

from bot.storage.deliveries import Delivery
from bot.storage.engine import open_engine
from bot.storage.homes import OpenedHome
from chaos.databases import SqliteFiles
from chaos.journal import Journal
from chaos.watch import watch_calls, watch_commits
from local_slack.server import LocalSlack
from tests.desks import Watch

ROOT = Path(__file__).parents[2]
HOME_TABLE = OpenedHome.__tablename__


def test_what_happens_again_is_another_point(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin()
    for what in ("before users.info", "after users.info", "before users.info"):
        Journal(tmp_path / "journal").passed(what)
    assert journal.end() == ["before users.info #1", "after users.info #1", "before users.info #2"]


def test_nothing_is_noted_before_the_beginning_and_after_the_end(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.passed("before users.info")
    journal.begin()
    assert journal.end() == []
    journal.passed("before users.info")
    assert journal.end() == []


def test_whoever_comes_to_the_deadly_point_dies_there(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin("before users.info #2")
    assert _end_of_two_calls(journal) == -signal.SIGKILL
    assert journal.end() == ["before users.info #1", "before users.info #2"]


def test_a_point_can_be_named_by_its_place(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin("@2")
    assert _end_of_two_calls(journal) == -signal.SIGKILL


def _end_of_two_calls(journal: Journal) -> int | None:
    """How the process ends that makes them."""
    process = get_context("fork").Process(target=_call_twice, args=(journal,))
    process.start()
    process.join()
    return process.exitcode


def _call_twice(journal: Journal) -> None:
    for _ in range(2):
        journal.passed("before users.info")
    os._exit(0)


def test_there_is_a_point_around_every_commit_that_changes_something_and_every_call(tmp_path: Path) -> None:
    """In a process of its own, as what is watched stays so."""
    journal = Journal(tmp_path / "journal")
    url = SqliteFiles(tmp_path).new(tmp_path)
    journal.begin()
    process = get_context("fork").Process(target=_work, args=(journal, url))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert journal.end() == [
        f"before commit of {HOME_TABLE} #1",
        f"after commit of {HOME_TABLE} #1",
        "before auth.test #1",
        "after auth.test #1",
    ]


def _work(journal: Journal, url: str) -> None:
    watch_commits(journal)
    watch_calls(journal)
    with Session(open_engine(url)) as session:
        session.exec(select(Delivery)).all()
        session.commit()
        session.add(OpenedHome(person_id="U1", at=Watch().now()))
        session.commit()
    asyncio.run(_call())


async def _call() -> None:
    async with LocalSlack(ROOT / "manifest.yml") as server, ClientSession() as session:
        await session.post(f"{server.api_url}auth.test", data={"token": server.bot_token})
