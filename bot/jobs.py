"""Time in: what is due stands in the timers' table, and one wake-up is always set to the next of them."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk.ask_rating import ask_rating
from bot.desk.climb import climb
from bot.desk.close import close
from bot.desk.desk import Desk
from bot.desk.lapse import lapse
from bot.desk.tx import Tx
from bot.desk.warn_leads import breach, warn_leads
from bot.log_lines import caused_by
from bot.metrics import Metrics
from bot.storage import queries
from bot.storage.receipts import LEASE
from bot.storage.retention import purge
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.timer import Timer, TimerKind

WHAT_IS_DUE: dict[TimerKind, Callable[[Tx, Desk, str], None]] = {
    TimerKind.LAPSE: lapse,
    TimerKind.WARN: warn_leads,
    TimerKind.BREACH: breach,
    TimerKind.ESCALATE: climb,
    TimerKind.SURVEY: lambda tx, desk, number: ask_rating(tx, desk, int(number)),
    TimerKind.CLOSE: lambda tx, desk, number: close(tx, desk, int(number)),
}
_WAKE_UP = "wake-up"
PURGE = timedelta(hours=1)
LATER = timedelta(minutes=5)  # until work that failed is tried again
log = logging.getLogger(__name__)

TakeOver = Callable[[], Coroutine[Any, Any, None]]


class Jobs:
    """`rearm` is called when a timer was set, and when time was moved: the wake-up then follows the earliest due
    time.
    """

    def __init__(self, desk: Desk, store: Store, take_over: TakeOver, metrics: Metrics | None = None) -> None:
        self._desk = desk
        self._store = store
        self._take_over = take_over
        self._metrics = metrics or Metrics()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._rounds: set[asyncio.Task[None]] = set()
        self._one_round = asyncio.Lock()
        self._round_is_waiting = False
        self._is_stopped = False

    def start(self) -> None:
        """Late work is caught up first."""
        self._scheduler.add_job(
            self._take_over, "interval", seconds=LEASE.total_seconds(), coalesce=True, misfire_grace_time=None
        )
        self._scheduler.add_job(
            self._purge, "interval", seconds=PURGE.total_seconds(), coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()
        self.rearm()

    def every(self, period: timedelta, work: Callable[[], Any]) -> None:
        self._scheduler.add_job(
            work, "interval", seconds=period.total_seconds(), coalesce=True, misfire_grace_time=None
        )

    async def stop(self) -> None:
        """Finishes the round that was begun."""
        self._is_stopped = True
        self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._rounds, return_exceptions=True)

    async def _purge(self) -> None:
        """Forgets the words of what was received and said longer ago than the policy keeps them."""
        now, keep = self._desk.now(), self._desk.policy.desk
        await purge(self._store, received_before=now - keep.keep_received, said_before=now - keep.keep_said)

    def rearm(self) -> None:
        """Costs nothing while a round waits for its turn: it will see what is due then."""
        if self._round_is_waiting or self._is_stopped:
            return
        self._round_is_waiting = True
        task = asyncio.create_task(self.do_what_is_due())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)

    async def do_what_is_due(self) -> None:
        """Does everything that is due now, then sets the wake-up to the next due time."""
        async with self._one_round:
            self._round_is_waiting = False
            try:
                await self._do_all()
                due_at = await self._store.read(queries.next_due)
            except Exception:
                log.exception("what is due cannot be done and is looked for again in five minutes")
                due_at = self._desk.now() + LATER
            self._set_wake_up(due_at)

    async def _do_all(self) -> None:
        """Those that are due together wait for one commit together, the oldest first."""
        while due := await self._store.read(lambda session: queries.due_timers(session, self._desk.now())):
            await asyncio.gather(*(self._do(timer) for timer in due))

    async def _do(self, timer: Timer) -> None:
        now, cause = self._desk.now(), f"{timer.kind}:{timer.subject}"

        def work(tx: SqlTx) -> bool:
            tx.cause = cause
            if not tx.take_timer(timer.kind, timer.subject, now):
                return False
            WHAT_IS_DUE[timer.kind](tx, self._desk, timer.subject)
            return True

        with caused_by(cause):
            try:
                is_done = await self._store.transact(work)
            except Exception:
                log.exception("timer %s of %s failed and is tried again in five minutes", timer.kind, timer.subject)
                await self._store.transact(lambda tx: tx.postpone_timer(timer.kind, timer.subject, now, now + LATER))
            else:
                self._note(timer, is_done)

    def _note(self, timer: Timer, is_done: bool) -> None:
        if is_done:
            log.info("timer %s of %s is done", timer.kind, timer.subject)
            self._metrics.due_lag.labels(timer.kind).observe((self._desk.now() - timer.due_at).total_seconds())

    def _set_wake_up(self, due_at: datetime | None) -> None:
        if due_at is None or self._is_stopped:
            return
        # The desk's time may have been moved away from the machine's: what counts is how long there is to wait.
        run_at = datetime.now(UTC) + max(due_at - self._desk.now(), timedelta(milliseconds=10))
        self._scheduler.add_job(
            self.do_what_is_due,
            "date",
            run_date=run_at,
            id=_WAKE_UP,
            replace_existing=True,
            misfire_grace_time=None,
            max_instances=2,  # one that has looked and is ending must not keep the next from looking
        )
