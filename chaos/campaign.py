"""Every point of a scenario and every fault, one run each; and what came of them."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from chaos.databases import Databases
from chaos.faults import Company, Fault
from chaos.play import Disturb, Run, nothing, play
from chaos.scenarios import Scenario
from chaos.verdict import Verdict
from chaos.world import World

UNDISTURBED = 3  # runs, which must end the same: what differs by itself cannot be compared
TRIES = 3  # again, of a run in which nobody came to the point: what happens at the same time has no order


@dataclass(frozen=True)
class Case:
    """One run that was disturbed: `how` is what was done to it, `option` does that again."""

    scenario: str
    how: str
    option: str
    verdict: Verdict
    seconds: float = 0.0
    is_reached: bool = True

    @property
    def is_good(self) -> bool:
        return self.verdict.is_clean and self.is_reached


@dataclass
class Report:
    """Runs that belong together in a row of a table."""

    name: str
    points: int = 0
    cases: list[Case] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return sum(case.seconds for case in self.cases)

    def count(self, what: str) -> int:
        return sum(len(getattr(case.verdict, what)) for case in self.cases)


class Campaign:
    """`at_once` runs go on beside each other. With `few`, that many points of a scenario are taken, evenly."""

    def __init__(self, databases: Databases, at_once: int, few: int | None = None) -> None:
        self._databases = databases
        self._places = asyncio.Semaphore(at_once)
        self._few = few

    async def undisturbed(self, scenario: Scenario) -> list[Run]:
        """Those that came to an end first."""
        number = 1 if self._few else UNDISTURBED
        runs = await asyncio.gather(*(self._play(scenario) for _ in range(number)))
        return sorted(runs, key=lambda run: bool(run.failure))

    async def kill(self, scenario: Scenario, undisturbed: Sequence[Run], only: str = "") -> Report:
        """A process dies at each point, or at the one that is named."""
        points = list(dict.fromkeys(point for run in undisturbed for point in run.points))
        chosen = [only] if only else evenly(points, self._few or len(points))
        places = {point: place for place, point in enumerate(points, start=1)}
        cases = await asyncio.gather(
            *(self._kill_at(scenario, point, places.get(point), undisturbed[0]) for point in chosen)
        )
        return Report(scenario.name, len(points), list(cases))

    async def strike(self, scenario: Scenario, fault: Fault, undisturbed: Run) -> Case:
        def disturb(world: World) -> AbstractAsyncContextManager[None]:
            return fault.during(Company(world, undisturbed.methods, self._databases))

        run = await self._play(scenario, disturb=disturb)
        verdict = run.against(undisturbed, fault.seen)
        return Case(scenario.name, fault.name, f"--fault '{fault.name}'", verdict, run.seconds)

    async def _kill_at(self, scenario: Scenario, point: str, place: int | None, undisturbed: Run) -> Case:
        """When nobody comes to the point, at its place in the row or soon before, whatever happens there this time."""
        run = await self._play(scenario, point)
        for again in range(2 * TRIES):
            if run.deaths or run.failure:
                break
            if place is not None and again >= TRIES:
                point = f"@{min(place, len(run.points)) - again + TRIES}"
            run = await self._play(scenario, point)
        verdict = run.against(undisturbed)
        return Case(scenario.name, point, f"--point '{point}'", verdict, run.seconds, is_reached=bool(run.deaths))

    async def _play(self, scenario: Scenario, deadly: str = "", disturb: Disturb = nothing) -> Run:
        async with self._places:
            return await play(scenario, self._databases, deadly, disturb)


def evenly(points: Sequence[str], number: int) -> Iterator[str]:
    """That many of them, from all along the way."""
    number = min(number, len(points))
    return (points[len(points) * place // number] for place in range(number))


def unsteady(scenario: Scenario, undisturbed: Sequence[Run]) -> list[Case]:
    """Undisturbed runs that did not end as the first one did, or to no end at all."""
    verdicts = [run.against(undisturbed[0]) for run in undisturbed]
    return [Case(scenario.name, "undisturbed", "", verdict) for verdict in verdicts if not verdict.is_clean]
