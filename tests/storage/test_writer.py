"""Pieces of work are whole or absent, and those that wait together are committed together."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, select

from bot.desk.speech import Say, Speech
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate
from bot.storage.transaction import SqlTx
from bot.storage.writer import MOST_AT_ONCE, Writer
from bot.tickets.request import Request
from bot.tickets.timer import TimerKind
from tests.builders import NOON, make_request
from tests.conftest import on_sqlite


class Diary:
    """A writer whose commits are counted, and which can be told to fail at the next one. One thread on every engine:
    of several, another would do at once what is to wait for the first.
    """

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        migrate(self.engine)
        self.commits = 0
        self.fails = False
        event.listen(self.engine, "commit", self._note)
        self.writer = Writer(self.engine, lambda: NOON, threads=1)

    def _note(self, _connection: object) -> None:
        if self.fails:
            raise OperationalError("COMMIT", {}, Exception("disk I/O error"))
        self.commits += 1

    def break_disk(self, _: SqlTx) -> None:
        self.fails = True

    async def ask(self, name: str) -> str:
        return await self.writer.transact(lambda tx: asked(tx, name))

    def names(self) -> list[str]:
        with Session(self.engine) as session:
            return list(session.exec(select(Request.id).order_by(Request.id)))

    async def crowd(self, *works: Callable[[SqlTx], object]) -> list[object]:
        """What becomes of pieces of work that all wait while the writer is busy."""
        begun, release = threading.Event(), threading.Event()

        def slow(_: SqlTx) -> None:
            begun.set()
            release.wait(timeout=5)

        busy = asyncio.create_task(self.writer.transact(slow))
        await asyncio.to_thread(begun.wait, 5)
        waiting = [asyncio.create_task(self.writer.transact(work)) for work in works]
        await asyncio.sleep(0)  # each has put its work into the queue
        release.set()
        await busy
        return await asyncio.gather(*waiting, return_exceptions=True)


def asked(tx: SqlTx, name: str) -> str:
    tx.add(make_request(id=name, receipt_id=name))
    return name


def asking(*names: str) -> list[Callable[[SqlTx], str]]:
    return [partial(asked, name=name) for name in names]


def fail(tx: SqlTx) -> None:
    asked(tx, "half")
    raise ZeroDivisionError


@pytest.fixture
async def diary(url: str) -> AsyncIterator[Diary]:
    diary = Diary(url)
    yield diary
    diary.writer.close()


async def test_work_returns_its_value_once_it_is_stored(diary: Diary) -> None:
    assert await diary.ask("one") == "one"
    assert diary.names() == ["one"]


async def test_what_waits_together_is_committed_together(diary: Diary) -> None:
    await diary.crowd(*asking(*"abcdefghij"))
    assert (len(diary.names()), diary.commits) == (10, 2)  # the slow one, and the crowd behind it


async def test_a_large_crowd_is_committed_in_parts(diary: Diary) -> None:
    await diary.crowd(*asking(*(str(number) for number in range(MOST_AT_ONCE + 1))))
    assert (len(diary.names()), diary.commits) == (MOST_AT_ONCE + 1, 3)


async def test_what_work_raises_comes_back(diary: Diary) -> None:
    with pytest.raises(ZeroDivisionError):
        await diary.writer.transact(fail)


async def test_work_that_raises_leaves_nothing(diary: Diary) -> None:
    with pytest.raises(ZeroDivisionError):
        await diary.writer.transact(fail)
    assert diary.names() == []


async def test_a_unit_that_fails_does_not_spoil_the_others(diary: Diary) -> None:
    a, b = asking("a", "b")
    first, second, third = await diary.crowd(a, fail, b)
    assert (first, type(second), third) == ("a", ZeroDivisionError, "b")
    assert diary.names() == ["a", "b"]


async def test_a_unit_that_breaks_a_rule_of_the_tables_does_not_spoil_the_others(diary: Diary) -> None:
    _, twin, _ = await diary.crowd(*asking("a", "a", "b"))
    assert isinstance(twin, IntegrityError)
    assert diary.names() == ["a", "b"]


async def test_a_commit_that_fails_reaches_everybody_in_it(diary: Diary) -> None:
    a, b = asking("a", "b")
    results = await diary.crowd(diary.break_disk, a, fail, b)
    assert [type(result) for result in results] == [
        OperationalError,
        OperationalError,
        ZeroDivisionError,
        OperationalError,
    ]


async def test_a_commit_that_fails_leaves_nothing_and_the_writer_goes_on(diary: Diary) -> None:
    await diary.crowd(diary.break_disk, *asking("a"))
    diary.fails = False
    await diary.ask("b")
    assert diary.names() == ["b"]


async def test_speech_is_told_once_after_its_commit(diary: Diary) -> None:
    heard = asyncio.Event()
    diary.writer.on_speech = heard.set
    await diary.writer.transact(lambda tx: tx.say(Speech("hello", Say.NOTICE, "U1")))
    await asyncio.wait_for(heard.wait(), timeout=1)


async def test_a_timer_is_told_after_its_commit(diary: Diary) -> None:
    armed = asyncio.get_running_loop().create_future()
    diary.writer.on_timer = armed.set_result
    await diary.writer.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, "request-1", NOON))
    assert await asyncio.wait_for(armed, timeout=1) == NOON


async def test_of_several_timers_the_earliest_is_told(diary: Diary) -> None:
    armed = asyncio.get_running_loop().create_future()
    diary.writer.on_timer = armed.set_result

    def set_two(tx: SqlTx) -> None:
        tx.set_timer(TimerKind.SURVEY, "1", NOON + timedelta(hours=1))
        tx.set_timer(TimerKind.CLOSE, "1", NOON)

    await diary.writer.transact(set_two)
    assert await asyncio.wait_for(armed, timeout=1) == NOON


async def test_work_that_raises_is_not_told(diary: Diary) -> None:
    told: list[str] = []
    diary.writer.on_speech = lambda: told.append("speech")
    diary.writer.on_timer = lambda _: told.append("timer")

    def speak_and_fail(tx: SqlTx) -> None:
        tx.say(Speech("hello", Say.NOTICE, "U1"))
        tx.set_timer(TimerKind.LAPSE, "request-1", NOON)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await diary.writer.transact(speak_and_fail)
    await diary.ask("one")
    assert told == []


async def test_what_waits_is_finished_before_the_writer_closes(url: str) -> None:
    diary = Diary(url)
    crowd = [asyncio.create_task(diary.ask(name)) for name in ("a", "b")]
    await asyncio.sleep(0)
    await asyncio.to_thread(diary.writer.close)
    assert await asyncio.gather(*crowd) == ["a", "b"]
    assert diary.names() == ["a", "b"]


async def test_a_closed_writer_says_so(url: str) -> None:
    diary = Diary(url)
    diary.writer.close()
    with pytest.raises(RuntimeError, match="the store is closed"):
        await diary.ask("late")


async def test_whoever_stopped_waiting_does_not_disturb_the_writer(diary: Diary) -> None:
    given_up = asyncio.create_task(diary.ask("a"))
    await asyncio.sleep(0)
    given_up.cancel()
    await diary.ask("b")
    assert diary.names() == ["a", "b"]


async def test_what_is_committed_is_on_the_disk(diary: Diary, url: str) -> None:
    await diary.ask("one")
    with open_engine(url).connect() as connection:
        assert connection.execute(text("SELECT id FROM request")).scalar_one() == "one"


def test_the_writer_outlives_the_loop_of_whoever_asked(url: str) -> None:
    diary = Diary(url)
    asked_by = asyncio.new_event_loop()
    given_up = asked_by.create_task(diary.writer.transact(lambda tx: tx.say(Speech("hello", Say.NOTICE, "U1"))))
    asked_by.call_soon(asked_by.stop)
    asked_by.run_forever()  # the work is in the queue
    asked_by.close()
    given_up._log_destroy_pending = False  # nobody waits for it, which is the point
    try:
        assert asyncio.run(diary.ask("next")) == "next"
    finally:
        diary.writer.close()


@on_sqlite
async def test_work_is_run_again_when_another_process_held_the_file(diary: Diary, url: str) -> None:
    event.listen(diary.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10"))
    diary.engine.dispose()
    other = open_engine(url).execution_options(writes=True).connect()
    other.begin()
    asking_both = [asyncio.create_task(diary.ask(name)) for name in ("a", "b")]
    await asyncio.sleep(0.05)
    other.close()
    await asyncio.gather(*asking_both)
    assert diary.names() == ["a", "b"]
