"""Time in: clocks and timers say when they are due, and one wake-up is always set to the next of them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk.desk import Desk
from bot.due_work import DueWork
from bot.metrics import Metrics
from bot.storage.retention import purge
from bot.storage.store import Store

_WAKE_UP = "wake-up"
PURGE = 3600.0  # seconds
LOOK = 5.0  # seconds at most until a replica notices what another one that died has left behind
SOONEST = timedelta(milliseconds=10)  # from now until a wake-up
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something that is done again and again, with so many seconds between."""

    do: Callable[[], Awaitable[None] | None]
    seconds: float

    async def run(self) -> None:
        """On the event loop: the scheduler would call a plain function in a thread."""
        doing = self.do()
        if doing is not None:
            await doing


class Jobs:
    """`rearm` is called with its time when a timer or a clock was set, and without one when time was moved: the wake-up
    then follows the earliest due time.
    """

    def __init__(self, desk: Desk, store: Store, chores: Sequence[Chore], metrics: Metrics | None = None) -> None:
        self._desk = desk
        self._store = store
        self._work = DueWork(desk, store, metrics or Metrics())
        self._chores = (*chores, Chore(self._wake_up, LOOK), Chore(self._purge, PURGE))
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._rounds: set[asyncio.Task[None]] = set()
        self._one_round = asyncio.Lock()
        self._round_is_waiting = False
        self._wakes_at: datetime | None = None  # by the desk's time
        self._alarm_at = datetime.min.replace(tzinfo=UTC)  # by the machine's
        self._is_stopped = False

    def start(self) -> None:
        """Late work is caught up first."""
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it tells of each chore that is still at it
        for chore in self._chores:
            self._scheduler.add_job(
                chore.run, "interval", seconds=chore.seconds, coalesce=True, misfire_grace_time=None
            )
        self._scheduler.start()
        self.rearm()

    async def stop(self, seconds: float | None = None) -> None:
        """Finishes the round that was begun; what does not come to its end in that time is due again."""
        self._is_stopped = True
        self._scheduler.shutdown(wait=False)
        if self._rounds:
            await asyncio.wait(self._rounds, timeout=seconds)
        for task in self._rounds:
            task.cancel()

    async def _purge(self) -> None:
        """Forgets the words of what was received and said longer ago than the policy keeps them."""
        now, keep = self._desk.now(), self._desk.policy.desk
        await purge(self._store, received_before=now - keep.keep_received, said_before=now - keep.keep_said)

    def rearm(self, due_at: datetime | None = None) -> None:
        """Costs nothing when the wake-up comes before `due_at`, or a round waits for its turn: it will see what is due
        then.
        """
        if self._round_is_waiting or self._is_stopped or self._comes_before(due_at):
            return
        self._round_is_waiting = True
        task = asyncio.create_task(self.do_what_is_due())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)

    def _comes_before(self, due_at: datetime | None) -> bool:
        return due_at is not None and self._wakes_at is not None and self._wakes_at <= due_at

    async def do_what_is_due(self) -> None:
        """Returns when nothing is due any more, whoever did it, with the wake-up set to the next due time."""
        async with self._one_round:
            self._round_is_waiting, self._wakes_at = False, None
            try:
                due_at = await self._work.do_all()
            except Exception:
                log.exception("what is due cannot be done and is looked for again in %s seconds", LOOK)
                due_at = self._desk.now() + timedelta(seconds=LOOK)
            self._set_wake_up(due_at)

    def _set_wake_up(self, due_at: datetime | None) -> None:
        if due_at is None or self._is_stopped:
            return
        self._wakes_at = due_at
        # The desk's time may have been moved away from the machine's: what counts is how long there is to wait.
        run_at = datetime.now(UTC) + max(due_at - self._desk.now(), SOONEST)
        if abs(run_at - self._alarm_at) < SOONEST / 10:
            return
        self._alarm_at = run_at
        self._scheduler.add_job(
            self._wake_up, "date", run_date=run_at, id=_WAKE_UP, replace_existing=True, misfire_grace_time=None
        )

    async def _wake_up(self) -> None:
        """Over at once: a round that has looked and is ending must not keep the next from looking."""
        self.rearm()
