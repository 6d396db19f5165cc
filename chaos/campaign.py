"""Every point of a scenario, one run each; and what came of them."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chaos.databases import Databases
from chaos.play import Run, play
from chaos.scenarios import Scenario
from chaos.verdict import Verdict

UNDISTURBED = 3  # runs, which must be the same: what differs by itself cannot be compared
TRIES = 4  # of a run in which nobody came to the point: what happens at the same time has no order


@dataclass(frozen=True)
class Case:
    """One disturbed run: `how` is what was done to it."""

    scenario: str
    how: str
    verdict: Verdict
    is_reached: bool = True


@dataclass
class Report:
    """All runs of one scenario."""

    scenario: str
    points: int
    seconds: float = 0.0
    cases: list[Case] = field(default_factory=list)

    def count(self, name: str) -> int:
        return sum(len(getattr(case.verdict, name)) for case in self.cases)

    @property
    def kills(self) -> int:
        return sum(case.is_reached for case in self.cases)

    @property
    def failed(self) -> list[Case]:
        return [case for case in self.cases if not case.verdict.is_clean or not case.is_reached]


class Campaign:
    """`at_once` runs go on beside each other. With `few`, that many points are taken, evenly."""

    def __init__(self, databases: Databases, at_once: int, few: int | None = None) -> None:
        self._databases = databases
        self._places = asyncio.Semaphore(at_once)
        self._few = few

    async def kill(self, scenario: Scenario, only: str = "") -> Report:
        """Raises UnsteadyError when undisturbed runs end differently."""
        begun = time.monotonic()
        undisturbed = await self.undisturbed(scenario)
        points = list(dict.fromkeys(point for run in undisturbed for point in run.points))
        chosen = [only] if only else list(evenly(points, self._few or len(points)))
        report = Report(scenario.name, len(points))
        report.cases = await asyncio.gather(*(self._kill_at(scenario, point, undisturbed[0]) for point in chosen))
        report.seconds = time.monotonic() - begun
        return report

    async def undisturbed(self, scenario: Scenario) -> list[Run]:
        runs = await asyncio.gather(*(self._play(scenario) for _ in range(UNDISTURBED)))
        for run in runs:
            verdict = run.against(runs[0])
            if not verdict.is_clean or run.deaths:
                raise UnsteadyError(f"{scenario.name}: undisturbed runs end differently\n{verdict}")
        return runs

    async def _kill_at(self, scenario: Scenario, point: str, undisturbed: Run) -> Case:
        for _ in range(TRIES):
            run = await self._play(scenario, point)
            if run.deaths or run.failure:
                break
        return Case(scenario.name, point, run.against(undisturbed), is_reached=bool(run.deaths))

    async def _play(self, scenario: Scenario, deadly: str = "") -> Run:
        async with self._places:
            return await play(scenario, self._databases, deadly)


class UnsteadyError(Exception):
    """There is nothing that a disturbed run could be compared with."""


def evenly(points: Sequence[str], number: int) -> Iterator[str]:
    """That many of them, from all along the way."""
    number = min(number, len(points))
    return (points[len(points) * place // number] for place in range(number))
