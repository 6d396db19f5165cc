"""What else goes wrong while a step is taken, and is right again after it."""

import asyncio
import re
import resource
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.gateway.pace import POST
from chaos.databases import Databases
from chaos.desk import LONGEST_CALL
from chaos.end_state import Facts
from chaos.scenarios import Scenario
from chaos.world import World

SOON, LATER = (
    0.05,
    0.6,
)  # seconds after the beginning of a step: in the middle of the work, and when some of it has failed
HOUR, FIVE_MINUTES = timedelta(hours=1), timedelta(minutes=5)
_TIME = re.compile(r"\b\d{1,2}:\d\d(?: [AP]M)?\b|\bin (?:\d+ hours? ?)?(?:\d+ minutes?)?\b")


@dataclass(frozen=True)
class Company:
    """What a fault can strike: a world, the methods that are called in it, and all databases."""

    world: World
    methods: Collection[str]
    databases: Databases


@dataclass(frozen=True)
class Fault:
    """`during` is held around each step. One that strikes all runs at once has to be `alone`; one that moves clocks by
    a `jump` moves the times that the desk names.
    """

    name: str
    during: Callable[[Company], AbstractAsyncContextManager[None]]
    engines: tuple[str, ...] = ("sqlite", "postgresql")
    alone: bool = False
    jump: timedelta | None = None

    def fits(self, scenario: Scenario, engine: str) -> bool:
        """A clock that jumps an hour breaks what was promised within the hour, and rightly so: there it jumps less."""
        if self.jump is not None and scenario.is_urgent != (abs(self.jump) < HOUR):
            return False
        return engine in self.engines

    def seen(self, facts: Facts) -> Facts:
        """What can be compared."""
        if self.jump is None:
            return facts
        seen = Facts()
        for line, times in facts.items():
            seen[_TIME.sub("some time", line)] += times
        return seen


def _calls(name: str, **how: Any) -> Fault:
    """The first call of each method in each step goes wrong like this."""

    @asynccontextmanager
    async def during(company: Company) -> AsyncIterator[None]:
        for method in company.methods:
            await company.world.slack.fault(method, **how)
        yield
        await company.world.slack.heal()

    return Fault(name, during)


def _sockets(name: str, do: str, **timing: float) -> Fault:
    @asynccontextmanager
    async def during(company: Company) -> AsyncIterator[None]:
        await company.world.slack.post("timing", **timing)
        await company.world.slack.sockets(do)
        yield

    return Fault(name, during)


@asynccontextmanager
async def _everything_again(company: Company) -> AsyncIterator[None]:
    """Slack delivers again what it has delivered so far."""
    deliveries = company.world.server.deliveries
    for envelope in tuple(deliveries.envelopes):
        deliveries.send(envelope.kind, envelope.payload, f"{envelope.summary} again")
    yield


@asynccontextmanager
async def _restart(company: Company) -> AsyncIterator[None]:
    await company.world.slack.post("timing", ack_window=3.0)
    async with _meanwhile(asyncio.to_thread(company.databases.crash)):
        yield


@asynccontextmanager
async def _disk_full(company: Company) -> AsyncIterator[None]:
    """Whatever needs more room in the database is refused with SQLITE_FULL, for a moment."""
    full = company.world.place.full
    await company.world.slack.post("timing", ack_window=1.5)
    full.touch()
    async with _meanwhile(_after(LATER, full.unlink)):
        yield


@asynccontextmanager
async def _disk_broken(company: Company) -> AsyncIterator[None]:
    """No file of the desk may grow, so that every commit fails with SQLITE_IOERR, for a moment."""
    await company.world.slack.post("timing", ack_window=1.5)
    _limit_files(company.world, 0)
    async with _meanwhile(_after(LATER, lambda: _limit_files(company.world, resource.RLIM_INFINITY))):
        yield


def _limit_files(world: World, size: int) -> None:
    for pid in world.crew.pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _clocks(name: str, jump: timedelta) -> Fault:
    """Those of all replicas."""
    return Fault(name, lambda company: _wrong(company.world, jump, company.world.crew.size), jump=jump)


def _one_clock(name: str, jump: timedelta) -> Fault:
    return Fault(name, lambda company: _wrong(company.world, jump, 1), engines=("postgresql",), jump=jump)


@asynccontextmanager
async def _wrong(world: World, jump: timedelta, replicas: int) -> AsyncIterator[None]:
    """In the middle of the work, while a message is on its way, and right again soon."""
    await world.slack.fault(POST, delay=LATER)
    async with (
        _meanwhile(_after(SOON, lambda: world.jump(jump, replicas))),
        _meanwhile(_after(LATER, world.follow)),
    ):
        yield
    await world.slack.heal()


async def _after(seconds: float, do: Callable[[], None]) -> None:
    await asyncio.sleep(seconds)
    do()


@asynccontextmanager
async def _meanwhile(something: Any) -> AsyncIterator[None]:
    task = asyncio.ensure_future(something)
    try:
        yield
    finally:
        with suppress(asyncio.CancelledError):
            await task


FAULTS = {
    each.name: each
    for each in (
        _calls("answer lost", drop="after"),
        _calls("request lost", drop="before"),
        _calls("429", status=429, retry_after=1),
        _calls("500", status=500),
        _calls("502 in HTML", body="html"),
        _calls("answer broken off", body="malformed"),
        _calls("timeout", hold=LONGEST_CALL + 0.5),
        _calls("timeout without effect", delay=LONGEST_CALL + 0.5, drop="before"),
        _sockets("sockets dropped", "drop"),
        _sockets("sockets refreshed", "refresh"),
        _sockets("acknowledgement lost", "ignore_acks", ack_window=1.0),
        _sockets("event doubled", "duplicate_next"),
        _sockets("events reordered", "reorder_next"),
        Fault("everything delivered again", _everything_again),
        Fault("database restarted", _restart, engines=("postgresql",), alone=True),
        Fault("disk full", _disk_full, engines=("sqlite",)),
        Fault("disk broken", _disk_broken, engines=("sqlite",)),
        _clocks("clock an hour back", -HOUR),
        _clocks("clock an hour ahead", HOUR),
        _one_clock("one clock an hour back", -HOUR),
        _one_clock("one clock an hour ahead", HOUR),
        _clocks("clock five minutes back", -FIVE_MINUTES),
        _clocks("clock five minutes ahead", FIVE_MINUTES),
        _one_clock("one clock five minutes back", -FIVE_MINUTES),
        _one_clock("one clock five minutes ahead", FIVE_MINUTES),
    )
}
