"""What Slack never delivered: conversations are read back, and what was missed is taken in as if it had come."""

import asyncio
import logging
from datetime import datetime, timedelta
from enum import IntEnum

from bot.desk.desk import Desk
from bot.gateway.failure import NO_ANSWER
from bot.gateway.history import Conversation, History
from bot.handlers.act import Slack
from bot.handlers.missed import arrivals
from bot.handlers.worker import Worker
from bot.metrics import Metrics
from bot.storage import read_marks
from bot.storage.store import Store

MARGIN = timedelta(minutes=5)  # is read twice: what was on its way, to us or to the history, when it was read last
LATELY = timedelta(days=14)
log = logging.getLogger(__name__)


class Reach(IntEnum):
    """How far a read-back goes. After a planned renewal nothing should be missing, so that those who asked nothing for
    long can wait for the next outage: each conversation costs a call.
    """

    NOWHERE = 0
    LATELY_USED = 1
    EVERYWHERE = 2


class ReadBack:
    """One run at a time; `want` is called whenever something may have been missed. `again_after` are the seconds to
    wait when Slack did not answer.
    """

    again_after = 60.0

    def __init__(self, desk: Desk, store: Store, worker: Worker, slack: Slack, metrics: Metrics) -> None:
        self._now = desk.now
        self._store = store
        self._worker = worker
        self._history = History(slack.clients.reading)
        self._directory = slack.directory
        self._metrics = metrics
        self._wanted = Reach.NOWHERE
        self._running: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        return self._running is None or self._running.done()

    def want(self, reach: Reach) -> None:
        self._wanted = max(self._wanted, reach)
        if self.is_idle:
            self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """What was not read yet is read after the next start."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        while self._wanted:
            reach, self._wanted = self._wanted, Reach.NOWHERE
            try:
                await self.read(reach)
            except Exception as error:
                told = None if isinstance(error, NO_ANSWER) else error
                log.warning("what was missed cannot be read back yet (%s)", type(error).__name__, exc_info=told)
                self._wanted = max(self._wanted, reach)
                await asyncio.sleep(self.again_after)

    async def read(self, reach: Reach) -> None:
        """Takes in what was missed. The first time ever there is nothing that it could be compared with. Marks go by
        Slack's clock: by one of ours that is ahead, what is written until then would never be read.
        """
        began = await self._history.now() or self._now()
        marks = await self._store.read(read_marks.marks)
        before = marks.get(read_marks.ALL)
        if before is not None:
            if reach is Reach.EVERYWHERE:
                await self._directory.load_places_and_groups()  # their changes were missed as well
            for conversation in await self._conversations(reach, set(marks), began):
                since = marks.get(conversation.id, before)
                await self._mark(conversation.id, began if await self._is_read(conversation, since) else since)
        await self._mark(read_marks.ALL, began)

    async def _conversations(self, reach: Reach, known: set[str], now: datetime) -> list[Conversation]:
        """Those first in which something is likely to have been missed."""
        conversations = await self._history.conversations()
        people = await self._store.read(lambda session: read_marks.asked_lately(session, now - LATELY))
        quiet = {
            each.id for each in conversations if each.person_id and each.id in known and each.person_id not in people
        }
        used = [each for each in conversations if each.id not in quiet]
        if reach is Reach.LATELY_USED:
            return used
        return used + [each for each in conversations if each.id in quiet]

    async def _is_read(self, conversation: Conversation, read_to: datetime) -> bool:
        """Whether all was taken in. A conversation that makes trouble keeps no other from being read."""
        try:
            missed = await self._read(conversation, read_to)
        except NO_ANSWER:
            raise
        except Exception:
            log.exception("what was missed in %s cannot be read back", conversation.id)
            return False
        if missed:
            log.info("read back: Slack had not delivered %s messages in %s", missed, conversation.id)
            self._metrics.read_back.inc(missed)
        return True

    async def _read(self, conversation: Conversation, read_to: datetime) -> int:
        """How many arrivals were taken in."""
        oldest = f"{(read_to - MARGIN).timestamp():.6f}"
        threads = await self._store.read(lambda session: read_marks.live_threads(session, conversation.known_as))
        messages = await self._history.since(conversation, oldest, threads)
        found = [each for message in messages for each in arrivals(conversation, message, self._directory.bot_user_id)]
        ids = [arrival.id for arrival in found]
        missing = await self._store.read(lambda session: read_marks.never_received(session, ids))
        taken = [await self._worker.take_in(arrival) for arrival in found if arrival.id in missing]
        return sum(taken)

    async def _mark(self, conversation: str, read_to: datetime) -> None:
        await self._store.transact(lambda tx: read_marks.mark(tx.session, conversation, read_to))
