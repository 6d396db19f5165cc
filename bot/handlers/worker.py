"""The worker: does what a stored arrival asks for, once, and in order for each person."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from sqlmodel import Session

from bot.desk.desk import Desk
from bot.desk.roles import recognise
from bot.desk.tx import Tx
from bot.handlers import failures
from bot.handlers.act import Act, Slack
from bot.handlers.arrival import Arrival, read_arrival
from bot.handlers.routes import do
from bot.log_lines import caused_by
from bot.storage import receipts
from bot.storage.receipts import LEASE, Receipt, ReceiptState
from bot.storage.store import Store
from bot.storage.transaction import SqlTx

T = TypeVar("T")
log = logging.getLogger(__name__)


class Worker:
    """Built once. `take_in` stores, `start` works on what was stored; `take_over` goes on with what a crash left
    behind.
    """

    def __init__(self, desk: Desk, store: Store, slack: Slack) -> None:
        self._desk = desk
        self._store = store
        self._slack = slack
        self._lanes: dict[str, asyncio.Task[None]] = {}

    async def take_in(self, arrival: Arrival) -> bool:
        """Stores an arrival durably, then starts to work on it. One that came before changes nothing: False."""
        now = self._desk.now()
        receipt = Receipt(
            id=arrival.id,
            route=f"{arrival.kind}:{arrival.name}",
            body=_without_token(arrival.payload),
            received_at=now,
            lease_until=now + LEASE,
        )
        is_new = await self._store.transact(lambda tx: receipts.take_in(tx.session, receipt))
        with caused_by(arrival.id):
            log.info("%s is taken in" if is_new else "%s came before", receipt.route)
        if is_new:
            self.start(arrival)
        return is_new

    async def take_over(self, *, everything: bool = False) -> None:
        """Works on receipts that nobody finished: their process has died, or they failed."""
        now = self._desk.now()
        left = await self._store.transact(lambda tx: receipts.take_over(tx.session, now, everything=everything))
        for receipt in left:
            arrival = read_arrival(receipt.body)
            if receipt.state is ReceiptState.FAILED or arrival is None:
                log.error("receipt %s was given up after %s attempts", receipt.id, receipt.attempts)
            else:
                log.info("receipt %s is taken over", receipt.id)
                self.start(replace(arrival, id=receipt.id), again=True)

    def start(self, arrival: Arrival, *, again: bool = False) -> None:
        """One person's arrivals are worked on one after the other, as they came."""
        lane = arrival.person_id
        task = asyncio.create_task(self._after(self._lanes.get(lane), arrival, again))
        self._lanes[lane] = task
        task.add_done_callback(lambda done: self._lanes.pop(lane, None) if self._lanes.get(lane) is done else None)

    async def stop(self) -> None:
        """Finishes what was begun."""
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    async def _after(self, before: asyncio.Task[None] | None, arrival: Arrival, again: bool) -> None:
        if before is not None:
            await asyncio.wait([before])
        with suppress(_FinishedAlready), caused_by(arrival.id):
            await self._work(arrival, again)

    async def _work(self, arrival: Arrival, again: bool) -> None:
        """Done in whole, refused in a sentence, or left unfinished to be run again when its lease is over."""
        finishing = _Finishing(self._store, arrival.id)
        await finishing.check()
        desk = replace(self._desk, transact=finishing)
        act = Act(desk, await recognise(desk, arrival.person_id), arrival, self._slack, again)
        try:
            await do(act)
        except _FinishedAlready:
            raise
        except Exception as error:
            if not await failures.tell(act, error):
                return
        await self._store.transact(lambda tx: tx.finish(arrival.id))
        log.info("%s:%s is done", arrival.kind, arrival.name)


class _FinishedAlready(Exception):
    """Somebody else has done what the receipt asks for."""


class _Finishing:
    """A transaction that also finishes the receipt which it was caused by, and does nothing if that is finished
    already.
    """

    def __init__(self, store: Store, receipt_id: str) -> None:
        self._store = store
        self._receipt_id = receipt_id

    async def check(self) -> None:
        """Raises _FinishedAlready when there is nothing left to do."""
        if not await self._store.read(self._is_unfinished):
            raise _FinishedAlready

    async def __call__(self, work: Callable[[Tx], T]) -> T:
        def whole(tx: SqlTx) -> T:
            if not self._is_unfinished(tx.session):
                raise _FinishedAlready
            tx.cause = self._receipt_id
            value = work(tx)
            tx.finish(self._receipt_id)
            return value

        return await self._store.transact(whole)

    def _is_unfinished(self, session: Session) -> bool:
        return receipts.is_unfinished(session, self._receipt_id)


def _without_token(payload: dict[str, Any]) -> dict[str, Any]:
    """Slack's old verification token proves nothing and is no business of the database."""
    return {name: value for name, value in payload.items() if name != "token"}
