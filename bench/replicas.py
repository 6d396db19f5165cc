"""Three processes that share a PostgreSQL, against one: the same crowd, and where its requests wait."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from statistics import median

from bench.company import Company, questions
from bench.databases import postgresql
from bench.effort import Effort, NotMeasured
from bench.load import SIGNING_SECRET, Crowd, SocketLine, in_turn
from bench.payloads import commands
from bench.process import Subject, started
from bench.sessions import Sessions
from bench.slack_stub import SlackStub
from bench.subject import Spec
from bench.table import Table, ratio, seconds
from tests.postgres import NoPostgres

REPLICAS = {"one process": 1, "three processes": 3}
AT_ONCE = 48  # enough that three processes have something to do
REGULARS = 200


@dataclass
class Fleet:
    """So many processes of one desk; `rate`, `desks` and `database` have a figure a round: requests a second, and
    seconds of CPU a request.
    """

    name: str
    crowd: Crowd
    subjects: Sequence[Subject]
    sessions: Sessions
    rate: list[float] = field(default_factory=list)
    desks: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    async def ask(self, count: int) -> None:
        await in_turn(self.crowd.ask, [number % REGULARS for number in range(count)], AT_ONCE)
        await self._settled()

    async def measure(self, count: int) -> None:
        desks, database, begun = await self._used(), self.sessions.cpu(), time.monotonic()
        async with self.sessions.watched():
            await self.ask(count)
        self.rate.append(count / (time.monotonic() - begun))
        self.desks.append((await self._used() - desks) / count)
        self.database.append((self.sessions.cpu() - database) / count)

    async def _settled(self) -> None:
        await asyncio.gather(*(subject.settled() for subject in self.subjects))

    async def _used(self) -> float:
        return sum([(await subject.used()).cpu for subject in self.subjects])


async def run(effort: Effort) -> list[Table]:
    try:
        with postgresql() as databases:
            async with AsyncExitStack() as stack:
                stub = await stack.enter_async_context(SlackStub(Company()))
                fleets = [
                    await stack.enter_async_context(_fleet(stub, name, count, databases.new()))
                    for name, count in REPLICAS.items()
                ]
                await _measure(fleets, effort)
                return [_table(fleets)]
    except NoPostgres as reason:
        raise NotMeasured(f"no PostgreSQL runs here: {reason}") from reason


@asynccontextmanager
async def _fleet(stub: SlackStub, name: str, count: int, database: str) -> AsyncIterator[Fleet]:
    app = name.replace(" ", "-")
    spec = Spec(app, "frontdesk", "socket", stub.api_url, SIGNING_SECRET, "", database, began=time.time())
    async with AsyncExitStack() as stack:
        subjects = [await stack.enter_async_context(started(spec)) for _ in range(count)]
        texts = itertools.cycle(questions(5_000))
        crowd = Crowd(stub, SocketLine(stub, app), commands(Company(), stub), texts)
        yield Fleet(name, crowd, subjects, Sessions(database))


async def _measure(fleets: Sequence[Fleet], effort: Effort) -> None:
    for fleet in fleets:
        await fleet.ask(effort.pick(REGULARS, 50))
    for _, fleet in itertools.product(range(effort.rounds), fleets):
        await fleet.measure(effort.pick(400, 60))


def _table(fleets: Sequence[Fleet]) -> Table:
    single = fleets[0]
    rows = [
        (
            fleet.name,
            f"{median(fleet.rate):.0f}",
            ratio(fleet.rate, single.rate),
            seconds(median(fleet.desks)),
            ratio(fleet.desks, single.desks),
            seconds(median(fleet.database)),
            ratio(fleet.database, single.database),
        )
        for fleet in fleets
    ]
    waits = [f"Sessions of {fleet.name} at work were found at: {fleet.sessions.told()}." for fleet in fleets]
    heads = ("On PostgreSQL", "a second", "× one", "CPU of the desks", "× one", "CPU of the database", "× one")
    return Table("replicas: three processes against one", heads, rows, waits)
