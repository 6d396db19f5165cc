"""The worker: does what a stored arrival asks for, once, and in order for each person."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from bot.desk.desk import Desk
from bot.desk.roles import recognise
from bot.desk.tx import Tx
from bot.gateway.failure import NO_ANSWER
from bot.handlers import failures
from bot.handlers.act import Act, Slack
from bot.handlers.arrival import Arrival, read_arrival
from bot.handlers.routes import can_wait, do
from bot.log_lines import caused_by
from bot.storage import receipts
from bot.storage.receipts import LEASE, MOST_ATTEMPTS, Run
from bot.storage.store import Store
from bot.storage.transaction import SqlTx

T = TypeVar("T")
HANDS = 8  # questions that are worked on at once: each computes for a while, and meanwhile nobody is acknowledged
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
        self._in_hand: dict[asyncio.Task[None], Run] = {}
        self._hands = asyncio.Semaphore(HANDS)

    async def take_in(self, arrival: Arrival) -> bool:
        """Stores an arrival durably, then starts to work on it. One that came before changes nothing: False."""
        now = self._desk.now()
        receipt = {
            "id": arrival.id,
            "route": f"{arrival.kind}:{arrival.name}",
            "body": _without_token(arrival.payload),
            "received_at": now,
            "lease_until": now + LEASE,
        }
        is_new = await self._store.take_in(lambda tx: receipts.take_in(tx.connection, **receipt))
        with caused_by(arrival.id):
            log.info("%s is taken in" if is_new else "%s came before", receipt["route"])
        if is_new:
            self.start(arrival, Run(arrival.id))
        return is_new

    async def take_over(self, *, everything: bool = False) -> None:
        """Works on receipts that nobody finished: their process has died, or they failed. What is in hand here stays
        so, however long it has to wait.
        """
        now, in_hand = self._desk.now(), set(self._in_hand.values())
        left = await self._store.transact(
            lambda tx: receipts.take_over(tx.session, now, in_hand, everything=everything)
        )
        for receipt in left:
            arrival = read_arrival(receipt.body)
            run = Run(receipt.id, receipt.attempts)
            if arrival is None:
                log.error("receipt %s was given up: nothing in it can be read any more", receipt.id)
                await self._store.transact(partial(_give_up, run=run))
            else:
                log.info("receipt %s is taken over", receipt.id)
                self.start(replace(arrival, id=receipt.id), run)

    def start(self, arrival: Arrival, run: Run) -> None:
        """One person's arrivals are worked on one after the other, as they came."""
        lane = arrival.person_id
        task = asyncio.create_task(self._after(self._lanes.get(lane), arrival, run))
        self._lanes[lane] = task
        self._in_hand[task] = run
        task.add_done_callback(partial(self._done, lane))

    def _done(self, lane: str, task: asyncio.Task[None]) -> None:
        del self._in_hand[task]
        if self._lanes.get(lane) is task:
            del self._lanes[lane]

    async def stop(self, seconds: float | None = None) -> None:
        """Finishes what was begun; what does not come to its end in that time is left to others."""
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=seconds)
        late = list(self._in_hand)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _after(self, before: asyncio.Task[None] | None, arrival: Arrival, run: Run) -> None:
        try:
            if before is not None:
                await asyncio.wait([before])
            with caused_by(arrival.id):
                await self._work(arrival, run)
        except _FinishedAlready:
            log.info("receipt %s was taken over by somebody else", run.receipt_id)
        except asyncio.CancelledError:
            await self._store.transact(lambda tx: receipts.release(tx.connection, run, self._desk.now()))

    async def _hand(self, arrival: Arrival) -> AbstractAsyncContextManager[None]:
        """A free one, for what can wait. Who asks is looked up before: Slack may be slow, and a hand must not be."""
        if not can_wait(arrival):
            return nullcontext()
        await self._desk.directory.facts(arrival.person_id)
        return self._hands

    async def _work(self, arrival: Arrival, run: Run) -> None:
        """Done in whole, refused in a sentence, or left unfinished to be run again when its lease is over."""
        if run.number > 1 and not await self._may_retry(arrival, run):
            return
        finishing = _Finishing(self._store, run)
        desk = replace(self._desk, transact=finishing)
        act = Act(desk, await recognise(desk, arrival.person_id), arrival, self._slack, again=run.number > 1)
        try:
            async with await self._hand(arrival):
                await do(act)
        except _FinishedAlready:
            raise
        except Exception as error:
            if finishing.is_done and isinstance(error, NO_ANSWER):
                log.warning("receipt %s is done, which could not be whispered", run.receipt_id)
            elif not await failures.tell(act, error):
                await self._wait_for_slack(run, error)
                return
        if not finishing.is_done:
            await self._store.transact(lambda tx: tx.finish(run))
        log.info("%s:%s is done", arrival.kind, arrival.name)

    async def _wait_for_slack(self, run: Run, error: Exception) -> None:
        """A run that Slack did not answer is no attempt: however long Slack is away, what was taken in is done once it
        is back. What fails on our side counts.
        """
        if failures.is_passing(error):
            await self._store.transact(lambda tx: receipts.postpone(tx.connection, run, self._desk.now()))

    async def _may_retry(self, arrival: Arrival, run: Run) -> bool:
        """Only a further run is counted, and only as it begins: what ends the process each time takes nothing else
        with it that was waiting.
        """

        def count(tx: SqlTx) -> bool:
            retries = receipts.retry(tx.connection, run)
            if retries is None:
                raise _FinishedAlready
            if retries < MOST_ATTEMPTS:
                return True
            receipts.give_up(tx.connection, run)
            failures.give_up(tx, self._desk, arrival)
            return False

        may = await self._store.transact(count)
        if not may:
            log.error("receipt %s was given up after %s attempts", run.receipt_id, MOST_ATTEMPTS)
        return may


class _FinishedAlready(Exception):
    """Somebody else has done what the receipt asks for, or is about to."""


class _Finishing:
    """A transaction that also finishes the receipt which it was caused by, and does nothing if that is finished
    already.
    """

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self.is_done = False

    async def __call__(self, work: Callable[[Tx], T]) -> T:
        def whole(tx: SqlTx) -> T:
            if not tx.finish(self._run):
                raise _FinishedAlready
            tx.cause = self._run.receipt_id
            return work(tx)

        value = await self._store.transact(whole)
        self.is_done = True
        return value


def _give_up(tx: SqlTx, run: Run) -> None:
    receipts.give_up(tx.connection, run)


def _without_token(payload: dict[str, Any]) -> dict[str, Any]:
    """Slack's old verification token proves nothing and is no business of the database."""
    return {name: value for name, value in payload.items() if name != "token"}
