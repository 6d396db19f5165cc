"""The way that the clocks are compared with: one APScheduler job a clock, in its SQLAlchemy job store."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import event, insert, select

from bench.stopwatch import Spent, stopwatch

FAR = datetime(2100, 1, 1, tzinfo=UTC)
GRACE = 10.0  # seconds that late jobs are waited for
_fired: list[float] = []  # a job is found by its name, so what it does must stand in a module


def fire(due: float) -> None:
    _fired.append(time.time() - due)


def idle_looks(url: str, count: int, looks: int, rounds: int) -> list[Spent]:
    """What APScheduler does at each wake-up when no job is due."""
    store = _store(url)
    _fill(_scheduler(store), store, count)
    _looks(store, looks)
    return [_looks(store, looks) for _ in range(rounds)]


async def adding(url: str, count: int) -> Spent:
    """A job at a time, each durable."""
    scheduler = _scheduler(_store(url))
    with stopwatch(count) as spent:
        for number in range(count):
            scheduler.add_job(fire, "date", run_date=FAR, args=[0.0], id=f"clock-{number}")
    scheduler.shutdown(wait=False)
    return spent


async def lateness(url: str, count: int, within: float) -> list[float]:
    """Seconds by which each job was late that fired at all, with APScheduler's own settings."""
    first = time.time() + 1.0 + count * 0.004  # adding takes as long
    _prepare(url, count, first, within)
    _fired.clear()
    scheduler = AsyncIOScheduler(jobstores={"default": _store(url)}, timezone=UTC)
    await asyncio.sleep(max(0.0, first - 0.5 - time.time()))
    scheduler.start()
    await asyncio.sleep(first + within - time.time())
    while len(_fired) < count and time.time() < first + within + GRACE:  # noqa: ASYNC110  # a job can wake nobody
        await asyncio.sleep(0.5)
    scheduler.shutdown(wait=False)
    return list(_fired)


def _prepare(url: str, count: int, first: float, within: float) -> None:
    store = _store(url)
    event.listen(store.engine, "connect", _HURRY[store.engine.dialect.name])
    scheduler = _scheduler(store)
    for number in range(count):
        due = first + number * within / count
        scheduler.add_job(fire, "date", run_date=datetime.fromtimestamp(due, UTC), args=[due], id=f"clock-{number}")
    scheduler.shutdown(wait=False)
    store.engine.dispose()


def _hurried_by(statement: str) -> Callable[[Any, object], None]:
    """What is only prepared need not be durable."""

    def hurry(connection: Any, _record: object) -> None:
        connection.execute(statement)
        connection.commit()

    return hurry


_HURRY = {
    "sqlite": _hurried_by("PRAGMA synchronous=OFF"),
    "postgresql": _hurried_by("SET synchronous_commit = off"),
}


def _store(url: str) -> SQLAlchemyJobStore:
    return SQLAlchemyJobStore(url=url)


def _scheduler(store: SQLAlchemyJobStore) -> BaseScheduler:
    """One that keeps jobs and runs none."""
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    return scheduler


def _fill(scheduler: BaseScheduler, store: SQLAlchemyJobStore, count: int) -> None:
    """One job as APScheduler writes it, and copies of its row."""
    scheduler.add_job(fire, "date", run_date=FAR, args=[0.0], id="clock")
    with store.engine.begin() as connection:
        state = connection.execute(select(store.jobs_t.c.job_state)).scalar_one()
        rows = (
            {"id": f"clock-{number}", "next_run_time": FAR.timestamp() + number, "job_state": state}
            for number in range(count - 1)
        )
        connection.execute(insert(store.jobs_t), list(rows))


def _looks(store: SQLAlchemyJobStore, looks: int) -> Spent:
    now = datetime.now(UTC)
    with stopwatch(looks) as spent:
        for _ in range(looks):
            assert store.get_due_jobs(now) == []
            store.get_next_run_time()
    return spent
