"""The store: a writer, and readers beside it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot.storage.dialect import is_shared
from bot.storage.engine import check_answer, lock_for_one_process, open_engine
from bot.storage.migrate import check_there, check_version, migrate
from bot.storage.transaction import SqlTx
from bot.storage.writer import Writer

T = TypeVar("T")


class Store:
    """Opens the database, brings its tables up to date and hands out transactions and reads. It `is_shared` when other
    processes may be using the database too.

    `beside` a running desk it takes no lock and leaves the tables as they are; raises BadInput when they are not those
    of this version.
    """

    def __init__(self, url: str, now: Callable[[], datetime], *, beside: bool = False) -> None:
        self._lock = None if beside else lock_for_one_process(url)
        self._engine = open_engine(url)
        self.is_shared = is_shared(self._engine)
        if beside:
            check_there(self._engine)
        check_answer(self._engine)
        if beside:
            check_version(self._engine)
        else:
            migrate(self._engine)
        self.writer = Writer(self._engine, now)
        self._reading = open_engine(url, reading=True) if self.is_shared else self._engine

    async def transact(self, work: Callable[[SqlTx], T]) -> T:
        """Runs the work in one transaction; returns once it is durable."""
        return await self.writer.transact(work)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Runs a query beside the writer, away from the event loop. What it returns must not need the session any
        more.
        """
        return await asyncio.to_thread(self._read, query)

    async def answers(self) -> bool:
        """Whether the database can be written to; raises what it raises."""
        return await self.transact(lambda tx: bool(tx.session.exec(select(1)).one()))

    def close(self) -> None:
        """Finishes what waits to be written."""
        self.writer.close()
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
