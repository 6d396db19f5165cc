"""Time in: what is due stands in the timers' table, and one wake-up is always set to the next of them."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk.ask_rating import ask_rating
from bot.desk.catch_up import PROMISES, catch_up, overslept
from bot.desk.close import close
from bot.desk.desk import Desk
from bot.desk.lapse import lapse
from bot.desk.tx import Tx
from bot.log_lines import caused_by
from bot.metrics import Metrics
from bot.storage import queries
from bot.storage.dialect import is_busy
from bot.storage.retention import purge
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.timer import Timer, TimerKind

WHAT_IS_DUE: dict[TimerKind, Callable[[Tx, Desk, str], None]] = {
    TimerKind.LAPSE: lapse,
    **PROMISES,
    TimerKind.SURVEY: lambda tx, desk, number: ask_rating(tx, desk, int(number)),
    TimerKind.CLOSE: lambda tx, desk, number: close(tx, desk, int(number)),
}
_WAKE_UP = "wake-up"
PURGE = 3600.0  # seconds
LATER = timedelta(minutes=5)  # until work that failed is tried again
LOOK = 5.0  # seconds at most until a replica notices what another one that died has left behind
SOONEST = timedelta(milliseconds=10)  # from now until a wake-up
BUSY = 0.02  # seconds until what another replica is doing is looked at again
log = logging.getLogger(__name__)

Chore = Callable[[], Coroutine[Any, Any, None] | None]


class Jobs:
    """`rearm` is called with its time when a timer was set, and without one when time was moved: the wake-up then
    follows the earliest due time. A chore is done again and again, each time after its seconds.
    """

    def __init__(self, desk: Desk, store: Store, chores: Mapping[Chore, float], metrics: Metrics | None = None) -> None:
        self._desk = desk
        self._store = store
        self._chores = {**chores, self._wake_up: LOOK, self._purge: PURGE}
        self._metrics = metrics or Metrics()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._rounds: set[asyncio.Task[None]] = set()
        self._one_round = asyncio.Lock()
        self._round_is_waiting = False
        self._wakes_at: datetime | None = None  # by the desk's time
        self._alarm_at = datetime.min.replace(tzinfo=UTC)  # by the machine's
        self._is_stopped = False

    def start(self) -> None:
        """Late work is caught up first."""
        for chore, seconds in self._chores.items():
            self._scheduler.add_job(chore, "interval", seconds=seconds, coalesce=True, misfire_grace_time=None)
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
                due_at = await self._do_all()
            except Exception:
                log.exception("what is due cannot be done and is looked for again in five minutes")
                due_at = self._desk.now() + LATER
            self._set_wake_up(due_at)

    async def _do_all(self) -> datetime | None:
        """Those that are due together wait for one commit together, the oldest first. When the next one is due."""
        while (due_at := await self._store.read(queries.next_due)) is not None and due_at <= self._desk.now():
            await self._do_together(
                await self._store.read(lambda session: queries.due_timers(session, self._desk.now()))
            )
        return due_at

    async def _do_together(self, due: Sequence[Timer]) -> None:
        if await self._catch_up(overslept(due, self._desk.now())):
            return
        if not any(await asyncio.gather(*(self._do_in_order(timers) for timers in _by_subject(due)))):
            await asyncio.sleep(BUSY)

    async def _catch_up(self, late: Sequence[Timer]) -> bool:
        """False when nothing was done: they are then done one by one."""
        now = self._desk.now()

        def work(tx: SqlTx) -> Sequence[Timer]:
            tx.cause = f"late:{now.isoformat()}"
            taken = [timer for timer in late if tx.take_timer(timer.kind, timer.subject, now)]
            catch_up(tx, self._desk, taken)
            return taken

        if not late:
            return False
        try:
            done = await self._store.transact(work)
        except Exception:
            log.warning("what is late cannot be done in one and is done one by one", exc_info=True)
            return False
        for timer in done:
            self._note(timer)
        return bool(done)

    async def _do_in_order(self, timers: Sequence[Timer]) -> bool:
        """A deadline is warned of before it is broken, so the first that another replica is busy with ends the row."""
        for number, timer in enumerate(timers):
            with caused_by(_cause(timer)):
                if not await self._do(timer):
                    return number > 0
        return True

    async def _do(self, timer: Timer) -> bool:
        """False when another replica does it."""
        now = self._desk.now()

        def work(tx: SqlTx) -> bool:
            tx.cause = _cause(timer)
            taken = tx.take_timer(timer.kind, timer.subject, now)
            if taken:
                WHAT_IS_DUE[timer.kind](tx, self._desk, timer.subject)
            return taken

        try:
            is_done = await self._store.transact(work)
        except Exception as error:
            if is_busy(error):
                return False
            log.exception("timer %s of %s failed and is tried again in five minutes", timer.kind, timer.subject)
            await self._store.transact(lambda tx: tx.postpone_timer(timer.kind, timer.subject, now, now + LATER))
            return True
        if is_done:
            self._note(timer)
        return is_done

    def _note(self, timer: Timer) -> None:
        log.info("timer %s of %s is done", timer.kind, timer.subject)
        self._metrics.due_lag.labels(timer.kind).observe((self._desk.now() - timer.due_at).total_seconds())

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


def _cause(timer: Timer) -> str:
    return f"{timer.kind}:{timer.subject}"


def _by_subject(due: Sequence[Timer]) -> Collection[Sequence[Timer]]:
    rows: dict[str, list[Timer]] = {}
    for timer in due:
        rows.setdefault(timer.subject, []).append(timer)
    return rows.values()
