"""Threads that write. Pieces of work that wait together are committed together, each whole or absent."""

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from bot.storage.dialect import is_collision, is_locked, writers
from bot.storage.transaction import SqlTx

T = TypeVar("T")
MOST_AT_ONCE = 256  # a crowd waits for its own commit, not for everybody's
PAUSES = (0.0, 0.01, 0.02, 0.04, 0.08)  # seconds before each further run of work that collides with somebody else's


@dataclass
class _Unit:
    work: Callable[[SqlTx], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None
    spoke: bool = False
    due_at: datetime | None = None

    def answer(self) -> None:
        self.tell(self._settle)

    def tell(self, what: Callable[..., object], *of: Any) -> None:
        """In the loop of whoever asked, unless that has ended: then nobody listens any more."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(what, *of)

    def _settle(self) -> None:
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.value)


class _Spoilt(Exception):
    """One of those that were to be committed together has failed."""


class Writer:
    """`on_speech` and `on_timer` are called in the event loop after a commit that wrote down something to say, or set
    timers or clocks: with the time of the earliest.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime], threads: int | None = None) -> None:
        self._engine = engine.execution_options(writes=True)
        self._now = now
        self.on_speech: Callable[[], None] = lambda: None
        self.on_timer: Callable[[datetime], None] = lambda _: None
        self._waiting: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._is_closed = False
        self._threads = [
            threading.Thread(target=self._run, name="writer", daemon=True) for _ in range(threads or writers(engine))
        ]
        for thread in self._threads:
            thread.start()

    async def transact(self, work: Callable[[SqlTx], T]) -> T:
        """Runs the work in one transaction; returns once it is durable. What the work raises comes back, and nothing
        of it is stored. Work that collides with another process's, or waits beside work that fails, is run again: it
        must do nothing but write. Raises RuntimeError once the writer is closed.
        """
        if self._is_closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        unit = _Unit(work, loop, loop.create_future())
        self._waiting.put(unit)
        value: T = await unit.future
        return value

    def close(self, seconds: float | None = None) -> None:
        """Finishes what waits, then stops; whoever has not come to the end in that time is not waited for."""
        if self._is_closed:
            return
        self._is_closed = True
        until = None if seconds is None else time.monotonic() + seconds
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(None if until is None else max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        while (unit := self._waiting.get()) is not None:
            batch, more = self._gather(unit)
            self._do(batch)
            if not more:
                return

    def _gather(self, first: _Unit) -> tuple[list[_Unit], bool]:
        batch = [first]
        while len(batch) < MOST_AT_ONCE:
            try:
                unit = self._waiting.get_nowait()
            except queue.Empty:
                break
            if unit is None:
                return batch, False
            batch.append(unit)
        return batch, True

    def _do(self, batch: list[_Unit]) -> None:
        """What collided is run again by itself, once the others hold nothing any more that it could need."""
        self._commit_together(batch)
        self._wait_for_the_file(batch)
        collided = [unit for unit in batch if is_collision(unit.error) and not is_locked(unit.error)]
        self._answer([unit for unit in batch if unit not in collided])
        for unit in collided:
            self._insist(unit)

    def _wait_for_the_file(self, batch: list[_Unit]) -> None:
        """SQLite itself has waited for it a while each time."""
        for pause in PAUSES:
            if not any(is_locked(unit.error) for unit in batch):
                break
            time.sleep(pause)
            self._commit_together(batch)

    def _insist(self, unit: _Unit) -> None:
        for pause in PAUSES:
            time.sleep(pause)
            self._commit_together([unit])
            if not is_collision(unit.error):
                break
        self._answer([unit])

    def _commit_together(self, batch: list[_Unit]) -> None:
        """Savepoints cost more than most work does: they are for a batch in which something fails."""
        try:
            self._commit(batch, self._join)
        except _Spoilt:
            self._commit(batch, self._attempt)

    def _commit(self, batch: list[_Unit], run: Callable[[Connection, _Unit], None]) -> None:
        try:
            with self._engine.begin() as connection:
                for unit in batch:
                    run(connection, unit)
        except _Spoilt:
            if len(batch) > 1:
                raise
        except Exception as error:  # the commit itself failed: nothing of the batch is stored
            for unit in batch:
                unit.error = unit.error or error

    def _join(self, connection: Connection, unit: _Unit) -> None:
        """Raises _Spoilt when the unit fails: nothing of its batch is to be stored like this."""
        try:
            self._work(connection, unit)
        except Exception as error:
            unit.error = error
            raise _Spoilt from error

    def _attempt(self, connection: Connection, unit: _Unit) -> None:
        try:
            with connection.begin_nested():
                self._work(connection, unit)
        except Exception as error:
            unit.error = error

    def _work(self, connection: Connection, unit: _Unit) -> None:
        unit.error = None
        with closing(SqlTx(connection, self._now)) as tx:
            unit.value = unit.work(tx)
            tx.flush()
            unit.spoke, unit.due_at = tx.spoke, tx.due_at

    def _answer(self, units: list[_Unit]) -> None:
        for unit in units:
            unit.answer()
        done = [unit for unit in units if unit.error is None]
        if any(unit.spoke for unit in done):
            done[0].tell(self.on_speech)
        if due := [unit.due_at for unit in done if unit.due_at is not None]:
            done[0].tell(self.on_timer, min(due))
