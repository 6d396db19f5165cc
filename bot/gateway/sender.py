"""The sender: says what the desk has written down, once, in order per conversation."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.desk.desk import Desk
from bot.desk.report_unsaid import report_no_access, report_unsaid
from bot.gateway.doubts import Doubts
from bot.gateway.failure import Failure, Meaning, read_failure
from bot.gateway.pace import Pace
from bot.gateway.poster import Poster, method_of
from bot.log_lines import caused_by
from bot.storage import deliveries
from bot.storage.deliveries import Claim, Delivery, LostClaim
from bot.storage.store import Store
from bot.storage.transaction import SqlTx

log = logging.getLogger(__name__)

Outcome = Callable[[SqlTx], None]


def machine_time() -> datetime:
    """What was postponed waits by this clock, whatever time the desk thinks it is."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Patience:
    """Seconds of real time, whatever any clock says, and numbers."""

    settle: float = 2.0  # until a message that Slack took shows up in its history
    first: float = 0.5  # before the second try; each further one waits twice as long
    slowest: float = 300.0
    tries: int = 300  # with the slowest pace about a day: Slack is not away for longer
    own_tries: int = 5  # of what fails on our side: it would hold up the conversation
    at_once: int = 16  # messages on their way: enough for Slack's rates, and no storm when it comes back
    attempt: float = 60.0  # until a sender that does not come to an end is taken for dead
    look: float = 5.0  # at most between two looks at what others have left behind
    at_a_look: int = 256  # messages: of a crowd's, as many as are soon begun
    fresh: float = 0.25  # that they are begun without another look: a channel's next message is in none before it


class Sender:
    """`wake()` is called whenever there may be something to say; it costs nothing when there is not."""

    def __init__(self, desk: Desk, store: Store, poster: Poster, pace: Pace, patience: Patience | None = None) -> None:
        self._desk = desk
        self._store = store
        self._poster = poster
        self._pace = pace
        self._patience = patience or Patience()
        others = self._patience.attempt if store.takes_replicas else 0.0  # nobody else can be sending
        self._doubts = Doubts(others + self._patience.settle)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._awake = asyncio.Event()
        self._in_line: Sequence[Delivery] = ()  # what the last look found and is not begun
        self._looked_at = time.monotonic()
        self._stopping = False

    def wake(self) -> None:
        self._awake.set()

    async def run(self) -> None:
        """Sends until it is stopped."""
        while not self._stopping:
            try:
                await self._sleep(await self._begin_next())
            except Exception:
                log.exception("the deliveries cannot be read")
                await asyncio.sleep(self._patience.first)

    async def stop(self, running: asyncio.Task[None], seconds: float | None = None) -> None:
        """Begins nothing new, and lets the messages that are on their way arrive; those that do not in that time are
        left to others.
        """
        self._stopping = True
        running.cancel()
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=seconds)
        late = list(self._busy.values())
        for task in late:
            task.cancel()
        await asyncio.gather(running, *late, return_exceptions=True)

    async def _sleep(self, seconds: float) -> None:
        """Until there is something to say, and no longer than that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._awake.wait()

    async def _begin_next(self) -> float:
        """Begins what Slack takes now, first of what the last look found: claims tell what others have said since.
        Returns after how many seconds what waits for its turn, or was postponed, may be tried.
        """
        self._awake.clear()
        is_fresh = time.monotonic() - self._looked_at < self._patience.fresh
        self._in_line, waits = self._begin_of(self._in_line if is_fresh else ())
        if self._has_room:  # else whoever is done wakes the sender
            busy, now, limit = frozenset(self._busy), machine_time(), self._patience.at_a_look
            self._looked_at = time.monotonic()
            found = await self._store.read(lambda session: deliveries.look(session, now, busy, limit))
            self._in_line, waits = self._begin_of(found.due)
            waits += [] if found.next_try is None else [max(0.0, _seconds_to(found.next_try))]
        return min([self._patience.look, *waits])

    def _begin_of(self, line: Sequence[Delivery]) -> tuple[Sequence[Delivery], list[float]]:
        """Those that are left, and how many seconds some of them wait for their turn. A conversation that waits keeps
        no other from going on.
        """
        left, waits = list[Delivery](), list[float]()
        for position, delivery in enumerate(line):
            if not self._has_room:
                return [*left, *line[position:]], waits
            wait = self._doubts.wait(delivery) or self._pace.take(method_of(delivery), delivery.conversation)
            if wait > 0:
                left.append(delivery)
                waits.append(wait)
            else:
                self._begin(delivery)
        return left, waits

    @property
    def _has_room(self) -> bool:
        return len(self._busy) < self._patience.at_once

    def _begin(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._attempt(delivery))
        self._busy[delivery.conversation] = task
        task.add_done_callback(partial(self._free, delivery.conversation))

    def _free(self, conversation: str, _done: asyncio.Task[None]) -> None:
        self._busy.pop(conversation, None)
        self.wake()

    async def _attempt(self, delivery: Delivery) -> None:
        with caused_by(delivery.cause or ""):
            end = time.monotonic() + self._patience.attempt
            try:
                claim = await self._store.transact(lambda tx: deliveries.claim(tx.connection, delivery))
                if claim is not None:  # else another replica says it
                    await self._keep(claim, await self._say(claim, end), end)
            except LostClaim:
                log.warning("delivery %s took too long: another replica has gone on with it", delivery.id)
            except Exception:  # whoever comes to it next looks for what became of it
                log.exception("delivery %s: what became of it cannot be kept", delivery.id)
                await asyncio.sleep(self._patience.settle)

    async def _say(self, claim: Claim, end: float) -> Outcome:
        """Comes to its end so early that whoever claims it next finds what Slack has taken."""
        try:
            async with asyncio.timeout(end - time.monotonic()):
                standing = await self._poster.say(claim)
        except asyncio.CancelledError:
            return lambda tx: deliveries.release(tx.connection, claim, _from_now(self._patience.settle))
        except Exception as error:
            return self._failed(claim, read_failure(error), error)
        delivery = claim.delivery
        self._pace.spoke(method_of(delivery), delivery.conversation)
        log.info("delivery %s is said: %s in %s", delivery.id, delivery.say, delivery.conversation)
        return lambda tx: deliveries.mark_sent(tx.connection, claim, standing, machine_time())

    def _failed(self, claim: Claim, failure: Failure, error: Exception) -> Outcome:
        number, attempts = claim.delivery.id, claim.delivery.attempts
        ours = failure.meaning is Meaning.OURS
        log.warning("delivery %s failed: %s", number, failure.reason, exc_info=error if ours else None)
        self._learn(failure)
        tries = self._patience.own_tries if ours else self._patience.tries
        is_over = attempts + 1 >= tries and not failure.is_access  # until the desk is let in again, everything waits
        if failure.meaning is Meaning.REFUSED or is_over:
            log.error("delivery %s was given up: %s", number, failure.reason)
            return lambda tx: self._give_up(tx, claim, failure.reason)
        self._doubts.let_go(claim, self._patience.settle)
        until = _from_now(self._wait(failure, attempts))
        return lambda tx: self._postpone(tx, claim, until, failure)

    def _learn(self, failure: Failure) -> None:
        if failure.meaning is Meaning.UNKNOWN or failure.is_access:
            self._pace.unanswered()
        elif failure.meaning is not Meaning.OURS:
            self._pace.answered()

    def _give_up(self, tx: SqlTx, claim: Claim, reason: str) -> None:
        deliveries.give_up(tx.connection, claim, reason)
        report_unsaid(tx, self._desk, deliveries.as_speech(claim.delivery), reason)

    def _postpone(self, tx: SqlTx, claim: Claim, until: datetime, failure: Failure) -> None:
        deliveries.postpone(tx.connection, claim, until)
        if failure.is_access:
            report_no_access(tx, self._desk, deliveries.as_speech(claim.delivery), failure.reason)

    async def _keep(self, claim: Claim, outcome: Outcome, end: float) -> None:
        """A database that is away for a moment does not make the desk forget what it has said."""
        while True:
            try:
                return await self._store.transact(outcome)
            except LostClaim:
                raise
            except Exception:
                if time.monotonic() > end:
                    raise
                log.warning("delivery %s: what became of it is kept later", claim.delivery.id, exc_info=True)
                await asyncio.sleep(self._patience.settle)

    def _wait(self, failure: Failure, attempts: int) -> float:
        """Seconds until the next try. What Slack may have taken is given the time to show up."""
        longest = min(self._patience.slowest, self._patience.first * 2.0**attempts)
        backoff = longest * random.uniform(0.5, 1.0)  # noqa: S311  # spreads the tries, keeps no secret
        at_least = self._patience.settle if failure.meaning is Meaning.UNKNOWN else failure.retry_after
        return max(at_least, backoff)


def _seconds_to(moment: datetime) -> float:
    return (moment - machine_time()).total_seconds()


def _from_now(seconds: float) -> datetime:
    return machine_time() + timedelta(seconds=seconds)
