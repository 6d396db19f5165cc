"""One run of a scenario, from an empty workspace to its end."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from chaos.databases import Databases
from chaos.end_state import Facts, facts
from chaos.scenarios import Scenario
from chaos.verdict import Verdict, judge
from chaos.world import World, open_world

Disturb = Callable[[World], Awaitable[None]]


@dataclass(frozen=True)
class Run:
    """`points` are those that were passed before anybody died; `failure` says why the scenario came to no end."""

    points: list[str]
    facts: Facts
    problems: list[str]
    deaths: int
    seconds: float
    failure: str = ""

    def against(self, undisturbed: "Run") -> Verdict:
        if self.failure:
            return Verdict(lost=[self.failure])
        return judge(undisturbed.facts, self.facts, self.problems)


async def nothing(_: World) -> None:
    """An undisturbed run."""


async def play(
    scenario: Scenario, databases: Databases, deadly: str = "", disturb: Disturb = nothing
) -> Run:
    """Whoever comes to the `deadly` point dies there; `disturb` is called when the steps begin."""
    begun, failure = time.monotonic(), ""
    async with open_world(databases) as world:
        try:
            await _prepare(world, scenario)
            world.journal.begin(deadly)
            await disturb(world)
            for step in scenario.steps:
                await world.take(step)
        except AssertionError as error:
            failure = f"{type(error).__name__}: {error}"
        points = world.points or world.journal.end()
        found, problems = facts(world.server.state, world.engine), await world.slack.problems()
        return Run(points, found, problems, world.deaths, time.monotonic() - begun, failure)


async def _prepare(world: World, scenario: Scenario) -> None:
    await world.settle()
    for step in scenario.before:
        await world.take(step)
