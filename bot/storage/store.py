"""The store: a writer, and readers beside it."""

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.storage.dialect import takes_replicas
from bot.storage.engine import check_answer, empty_log, lock_for_one_process, open_engine, telling_what_is_wrong
from bot.storage.heartbeat import beat
from bot.storage.migrate import check_there, check_version, migrate
from bot.storage.transaction import SqlTx
from bot.storage.writer import Writer

T = TypeVar("T")
REST = 0.1  # seconds, the longest that SQLite waits between two looks
READERS = 2
"""More threads would wait for each other at every row: the interpreter runs one at a time."""


class Store:
    """Opens the database, brings its tables up to date and hands out transactions and reads. It `takes_replicas` when
    other processes may be using the database too.

    `beside` a running desk it takes no lock and leaves the tables as they are; raises BadInput when they are not those
    of this version.
    """

    def __init__(self, url: str, now: Callable[[], datetime], *, beside: bool = False) -> None:
        self._lock = None if beside else lock_for_one_process(url)
        self._engine = open_engine(url)
        self._is_beside = beside
        self.takes_replicas = takes_replicas(self._engine)
        if beside:
            check_there(self._engine)
        check_answer(self._engine)
        with telling_what_is_wrong():
            if beside:
                check_version(self._engine)
            else:
                migrate(self._engine)
        self.writer = Writer(self._engine, now)
        # Where several write beside each other, what somebody else holds must not keep an acknowledgement waiting.
        self._intake = Writer(self._engine, now, threads=1) if self.takes_replicas else self.writer
        self._now = now
        self._took_changes_at = -math.inf
        self._reading = open_engine(url, reading=True)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def transact(self, work: Callable[[SqlTx], T]) -> T:
        """Runs the work in one transaction; returns once it is durable. Beside a running desk it then leaves the file
        of SQLite alone for a moment: those who wait for it do not queue, they look again now and then.
        """
        value = await self.writer.transact(work)
        if self._is_beside:
            await asyncio.sleep(REST)
        return value

    async def take_in(self, work: Callable[[SqlTx], T]) -> T:
        """The same for what is stored before it is acknowledged, and waits for no row that others may hold."""
        return await self._intake.transact(work)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Runs a query beside the writer, away from the event loop. What it returns must not need the session any
        more.
        """
        look = partial(copy_context().run, self._read, query)
        return await asyncio.get_running_loop().run_in_executor(self._readers, look)

    async def takes_changes(self) -> bool:
        """Whether something can be stored; raises what the database raises. However often it is asked, the database is
        asked once a second.
        """
        if time.monotonic() - self._took_changes_at > 1.0:
            await self.transact(lambda tx: beat(tx.connection, self._now()))
            self._took_changes_at = time.monotonic()
        return True

    def empty_log(self) -> bool:
        """Whether nothing of what was overwritten stands in the files of the database any more."""
        return empty_log(self._engine)

    def close(self, seconds: float | None = None) -> None:
        """Finishes what waits to be written, if that can be done in so much time."""
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._intake.close(seconds)
        self.writer.close(seconds)
        self._reading.dispose()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.close()

    def _read(self, query: Callable[[Session], T]) -> T:
        try:
            return self._ask(query)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._ask(query)  # its connection had died with the server; the next one is new

    def _ask(self, query: Callable[[Session], T]) -> T:
        with Session(self._reading, expire_on_commit=False) as session:
            return query(session)
