"""The sender: says what the desk has written down, once, in order per conversation."""

import asyncio
import logging
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.gateway.failure import Failure, Meaning, read_failure
from bot.gateway.poster import Poster
from bot.storage import deliveries
from bot.storage.deliveries import Delivery
from bot.storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """Seconds of real time, whatever the desk's clock says, and numbers of tries."""

    settle: float = 2.0  # until a message that Slack took shows up in its history
    first: float = 0.5  # before the second try; each further one waits twice as long
    slowest: float = 300.0
    tries: int = 300  # with the slowest pace about a day: Slack is not away for longer
    own_tries: int = 5  # of what fails on our side: it would hold up the conversation


class Sender:
    """`wake()` is called whenever there may be something to say; it costs nothing when there is not."""

    def __init__(self, store: Store, poster: Poster, patience: Patience | None = None) -> None:
        self._store = store
        self._poster = poster
        self._patience = patience or Patience()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._awake = asyncio.Event()

    def wake(self) -> None:
        self._awake.set()

    async def run(self) -> None:
        """Sends until it is cancelled."""
        settled = _in(self._patience.settle)
        await self._store.transact(lambda tx: deliveries.let_settle(tx.session, settled))
        self.wake()
        while True:
            try:
                await self._sleep()
                await self._begin_next()
            except Exception:
                log.exception("the deliveries cannot be read")
                await asyncio.sleep(self._patience.first)

    async def stop(self, running: asyncio.Task[None]) -> None:
        """Begins nothing new, and lets the messages that are on their way arrive."""
        running.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _sleep(self) -> None:
        """Until there is something to say, or until a postponed message may be tried again."""
        busy = frozenset(self._busy)
        later = await self._store.read(lambda session: deliveries.next_try(session, busy))
        wait = None if later is None else max(0.0, (later - _in(0)).total_seconds())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), timeout=wait)
        self._awake.clear()

    async def _begin_next(self) -> None:
        busy, now = frozenset(self._busy), _in(0)
        for delivery in await self._store.read(lambda session: deliveries.next_in_line(session, now, busy)):
            task = asyncio.create_task(self._attempt(delivery))
            self._busy[delivery.conversation] = task
            task.add_done_callback(partial(self._free, delivery.conversation))

    def _free(self, conversation: str, _done: asyncio.Task[None]) -> None:
        self._busy.pop(conversation, None)
        self.wake()

    async def _attempt(self, delivery: Delivery) -> None:
        assert delivery.id is not None
        try:
            await self._say(delivery, delivery.id)
        except Exception:  # what became of it is looked for again, but not at once
            log.exception("delivery %s: what became of it cannot be kept", delivery.id)
            await asyncio.sleep(self._patience.settle)

    async def _say(self, delivery: Delivery, delivery_id: int) -> None:
        try:
            standing = await self._poster.say(delivery, delivery_id)
        except Exception as error:
            await self._failed(delivery, delivery_id, error)
        else:
            await self._store.transact(lambda tx: deliveries.mark_sent(tx.session, delivery_id, standing, _in(0)))

    async def _failed(self, delivery: Delivery, delivery_id: int, error: Exception) -> None:
        failure = read_failure(error)
        ours = failure.meaning is Meaning.OURS
        log.warning("delivery %s failed: %s", delivery_id, failure.reason, exc_info=error if ours else None)
        tries = self._patience.own_tries if ours else self._patience.tries
        if failure.meaning is Meaning.REFUSED or delivery.attempts + 1 >= tries:
            log.error("delivery %s was given up: %s", delivery_id, failure.reason)
            await self._store.transact(lambda tx: deliveries.give_up(tx.session, delivery_id, failure.reason))
        else:
            until = _in(self._wait(failure, delivery.attempts))
            await self._store.transact(lambda tx: deliveries.postpone(tx.session, delivery_id, until))

    def _wait(self, failure: Failure, attempts: int) -> float:
        """Seconds until the next try. What Slack may have taken is given the time to show up."""
        longest = min(self._patience.slowest, self._patience.first * 2.0**attempts)
        backoff = longest * random.uniform(0.5, 1.0)  # noqa: S311  # spreads the tries, keeps no secret
        at_least = self._patience.settle if failure.meaning is Meaning.UNKNOWN else failure.retry_after
        return max(at_least, backoff)


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
