"""One run of a scenario, from an empty workspace to its end."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from chaos.databases import Databases
from chaos.end_state import Facts, facts
from chaos.scenarios import Scenario
from chaos.verdict import Verdict, judge
from chaos.world import World, open_world

Disturb = Callable[[World], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Run:
    """`points` are those that were passed before anybody died; `failure` says why the scenario came to no end."""

    points: list[str]
    facts: Facts
    problems: list[str]
    deaths: int
    seconds: float
    failure: str = ""

    def against(self, undisturbed: "Run", seen: Callable[[Facts], Facts] = Facts) -> Verdict:
        """`seen` is as much of the facts as can be compared."""
        if self.failure:
            return Verdict(lost=[self.failure])
        return judge(seen(undisturbed.facts), seen(self.facts), self.problems)

    @property
    def methods(self) -> set[str]:
        """Of the Web API, and what else was called."""
        calls = (point.removeprefix("before ").rpartition(" #")[0] for point in self.points if point[:7] == "before ")
        return {call for call in calls if not call.startswith("commit of ")} - {"websocket"}


@asynccontextmanager
async def nothing(_: World) -> AsyncIterator[None]:
    """An undisturbed run."""
    yield


async def play(scenario: Scenario, databases: Databases, deadly: str = "", disturb: Disturb = nothing) -> Run:
    """Whoever comes to the `deadly` point dies there; `disturb` is held around each step."""
    begun, failure = time.monotonic(), ""
    async with open_world(databases) as world:
        try:
            await _prepare(world, scenario)
            world.journal.begin(deadly)
            for step in scenario.steps:
                async with disturb(world):
                    await world.take(step)
            found = await _end_of(world)
        except AssertionError as error:
            failure = f"{type(error).__name__}: {error}"
            found = facts(world.server.state, world.engine)
        points = world.points or world.journal.end()
        problems = await world.slack.problems()
        return Run(points, found, problems, world.deaths, time.monotonic() - begun, failure)


async def _end_of(world: World) -> Facts:
    """Looks twice: what is read back may come in when everything else is done."""
    found = None
    while True:
        await world.settle()
        before, found = found, facts(world.server.state, world.engine)
        if found == before:
            return found


async def _prepare(world: World, scenario: Scenario) -> None:
    await world.settle()
    for step in scenario.before:
        await world.take(step)
