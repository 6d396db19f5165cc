"""What is due is done once, by whichever replica comes to it: timers, and clocks that wake up."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.desk.ask_rating import ask_rating
from bot.desk.catch_up import catch_up, is_overslept
from bot.desk.close import close
from bot.desk.desk import Desk
from bot.desk.keep_promises import DO, keep_promise, put_off
from bot.desk.lapse import lapse
from bot.desk.tx import Tx
from bot.log_lines import caused_by
from bot.metrics import Metrics
from bot.sla.clock import ClockEventKind
from bot.storage import queries
from bot.storage.dialect import Turn, is_busy, is_trouble, try_turn
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.timer import Due, TimerKind

WHAT_IS_DUE: Mapping[TimerKind, Callable[[Tx, Desk, str], object]] = {
    TimerKind.LAPSE: lapse,
    **dict.fromkeys((TimerKind.PROMISE, TimerKind.WARN, TimerKind.BREACH, TimerKind.ESCALATE), keep_promise),
    TimerKind.SURVEY: lambda tx, desk, number: ask_rating(tx, desk, int(number)),
    TimerKind.CLOSE: lambda tx, desk, number: close(tx, desk, int(number)),
}
AT_ONCE = 500  # in one transaction, when they are late: some two seconds, in which SQLite writes nothing else
LATER = timedelta(minutes=5)  # until work that failed is tried again
BUSY = 0.02  # seconds until what another replica is doing is looked at again
log = logging.getLogger(__name__)


class DueWork:
    """What is late is caught up first; then each timer and each clock has its own transaction, in order for what it is
    about.
    """

    def __init__(self, desk: Desk, store: Store, metrics: Metrics) -> None:
        self._desk = desk
        self._store = store
        self._metrics = metrics

    async def do_all(self) -> datetime | None:
        """Those that are due together wait for one commit together, the oldest first. When the next one is due."""
        while (due_at := await self._store.read(queries.next_due)) is not None and due_at <= self._desk.now():
            if is_overslept(due_at, self._desk.now()):
                await self._catch_up()
            await self._do_together(await self._store.read(self._look))
        return due_at

    def _look(self, session: Session) -> Sequence[Due]:
        return queries.due(session, self._desk.now(), limit=AT_ONCE)

    async def _do_together(self, due: Sequence[Due]) -> None:
        rows = (self._do_in_order(timers) for timers in _by_subject(due))
        done = await asyncio.gather(*rows, return_exceptions=True)
        for failure in (each for each in done if isinstance(each, BaseException)):
            raise failure
        if due and not any(done):
            await asyncio.sleep(BUSY)

    async def _catch_up(self) -> None:
        """If a promise is among what is late, all that are due by now are told together, however many transactions that
        takes, and whichever replica does them.
        """
        began = self._desk.now()
        promises = await self._promises_due(began)
        if promises and is_overslept(promises[0].at, began):
            while promises:
                await self._do_late(promises)
                promises = await self._promises_due(began)

    async def _promises_due(self, by: datetime) -> Sequence[Due]:
        return await self._store.read(lambda session: queries.promises_due(session, by, limit=AT_ONCE))

    async def _do_late(self, promises: Sequence[Due], *, of_more: bool = False) -> None:
        """What fails is parted from the others, and done like what is not late."""
        try:
            done = await self._store.transact(lambda tx: self._do_in_one(tx, promises, of_more))
        except Exception as error:
            if is_busy(error):
                done = []
            elif is_trouble(error):
                raise
            else:
                await self._part(promises)
                return
        for timer in done:
            self._note(timer)
        if not done:
            await asyncio.sleep(BUSY)

    async def _part(self, promises: Sequence[Due]) -> None:
        if len(promises) > 1:
            middle = len(promises) // 2
            await self._do_late(promises[:middle], of_more=True)
            await self._do_late(promises[middle:], of_more=True)
        elif not await self._do(promises[0]):
            await asyncio.sleep(BUSY)

    def _do_in_one(self, tx: SqlTx, promises: Sequence[Due], of_more: bool) -> Sequence[Due]:
        """Those that were done: none while another replica does some. Several that look at the same moment, as after an
        outage of the database, would each tell of a part.
        """
        now = self._desk.now()
        if not try_turn(tx.connection, Turn.CATCHING_UP):
            return []
        tx.cause = f"late:{now.isoformat()}"
        taken = [promise for promise in promises if tx.take_clock(promise.subject, now)]
        catch_up(tx, self._desk, taken, of_more=of_more)
        return taken

    async def _do_in_order(self, timers: Sequence[Due]) -> bool:
        """A ticket is rated before it is closed, so the first that another replica is busy with ends the row."""
        for number, timer in enumerate(timers):
            with caused_by(_cause(timer)):
                if not await self._do(timer):
                    return number > 0
        return True

    async def _do(self, timer: Due) -> bool:
        """False when another replica does it. Raises what the database raises when it is in trouble itself: that says
        nothing about the timer, which stays due.
        """
        now = self._desk.now()

        def work(tx: SqlTx) -> bool:
            tx.cause = _cause(timer)
            taken = _take(tx, timer, now)
            if taken:
                WHAT_IS_DUE[timer.kind](tx, self._desk, timer.subject)
            return taken

        try:
            is_done = await self._store.transact(work)
        except Exception as error:
            if is_busy(error):
                return False
            if is_trouble(error):
                raise
            log.exception("timer %s of %s failed and is tried again in five minutes", timer.kind, timer.subject)
            await self._put_off(timer, now)
            return True
        if is_done:
            self._note(timer)
        return is_done

    async def _put_off(self, timer: Due, now: datetime) -> None:
        if timer.kind is not TimerKind.PROMISE:
            await self._store.transact(lambda tx: tx.postpone_timer(timer.kind, timer.subject, now, now + LATER))
            return
        for kind in DO:
            await self._do_alone(kind, timer.subject, now)
        await self._store.transact(lambda tx: put_off(tx, self._desk, timer.subject, now + LATER))

    async def _do_alone(self, kind: ClockEventKind, clock_id: str, now: datetime) -> None:
        """What is due about a clock does not wait for what else is and fails."""

        def work(tx: SqlTx) -> None:
            if tx.take_clock(clock_id, now):
                keep_promise(tx, self._desk, clock_id, (kind,))

        try:
            await self._store.transact(work)
        except Exception as error:
            if is_trouble(error):
                raise
            log.warning("%s is what failed of %s", kind, clock_id)

    def _note(self, timer: Due) -> None:
        log.info("timer %s of %s is done", timer.kind, timer.subject)
        self._metrics.due_lag.labels(timer.kind).observe((self._desk.now() - timer.at).total_seconds())


def _take(tx: SqlTx, due: Due, now: datetime) -> bool:
    is_clock = due.kind is TimerKind.PROMISE
    return tx.take_clock(due.subject, now) if is_clock else tx.take_timer(due.kind, due.subject, now)


def _cause(timer: Due) -> str:
    return f"{timer.kind}:{timer.subject}"


def _by_subject(due: Sequence[Due]) -> Collection[Sequence[Due]]:
    rows: dict[str, list[Due]] = {}
    for timer in due:
        rows.setdefault(timer.subject, []).append(timer)
    return rows.values()
