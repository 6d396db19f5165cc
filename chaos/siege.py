"""All that one engine has to stand: the kills of every scenario, then every fault in every scenario."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from chaos.campaign import Campaign, Case, Report, unsteady
from chaos.crew import get_ready
from chaos.databases import Databases
from chaos.faults import FAULTS, Fault
from chaos.play import Run
from chaos.scenarios import SCENARIOS

FEW = 2  # points of each scenario in the short form
FEW_FAULTS = 1  # scenarios in which each fault is tried in the short form


@dataclass(frozen=True)
class Wanted:
    """A point wants its kill only, a fault that only, `only` the "kills" or the "faults"; else everything is wanted."""

    scenarios: Sequence[str]
    point: str = ""
    faults: Sequence[str] = ()
    short: bool = False
    only: str = ""

    @property
    def kills(self) -> bool:
        return bool(self.point) or not (self.faults or self.only == "faults")

    def strikes(self, engine: str) -> Iterator[tuple[str, Fault]]:
        """Each fault with the scenarios that it fits; in the short form they take turns."""
        for number, name in enumerate(self.faults or ([] if self.point or self.only == "kills" else FAULTS)):
            fault = FAULTS[name]
            fitting = [each for each in self.scenarios if fault.fits(SCENARIOS[each], engine)]
            turned = fitting[number % len(fitting) :] + fitting[: number % len(fitting)] if fitting else []
            for scenario in turned[: FEW_FAULTS if self.short else None]:
                yield scenario, fault


@dataclass
class Siege:
    """`tell` is called with the engine and each case that went wrong, `progress` with each scenario that is done."""

    engine: str
    databases: Databases
    wanted: Wanted
    at_once: int
    tell: Callable[[str, Case], None]
    progress: Callable[[str, Report], None]
    kills: list[Report] = field(default_factory=list)
    strikes: list[Report] = field(default_factory=list)
    unsteady: list[Case] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        reports = [*self.kills, *self.strikes]
        return not self.unsteady and all(case.is_good for report in reports for case in report.cases)

    def count(self, what: str) -> int:
        return sum(report.count(what) for report in (*self.kills, *self.strikes))

    async def run(self) -> None:
        campaign = Campaign(self.databases, self.at_once, FEW if self.wanted.short else None)
        await get_ready()
        tried = {name: await self._undisturbed(campaign, name) for name in self.wanted.scenarios}
        undisturbed = {name: runs for name, runs in tried.items() if not runs[0].failure}
        if self.wanted.kills:
            for name, runs in undisturbed.items():
                report = await campaign.kill(SCENARIOS[name], runs, self.wanted.point)
                self.kills.append(report)
                self._tell(report.cases)
                self.progress(self.engine, report)
        await self._strike(campaign, {name: runs[0] for name, runs in undisturbed.items()})

    async def _undisturbed(self, campaign: Campaign, name: str) -> list[Run]:
        runs = await campaign.undisturbed(SCENARIOS[name])
        self.unsteady += unsteady(SCENARIOS[name], runs)
        self._tell(unsteady(SCENARIOS[name], runs))
        return runs

    async def _strike(self, campaign: Campaign, undisturbed: dict[str, Run]) -> None:
        wanted = [each for each in self.wanted.strikes(self.engine) if each[0] in undisturbed]
        beside = [each for each in wanted if not each[1].alone]
        cases = await asyncio.gather(*(self._strike_one(campaign, *each, undisturbed) for each in beside))
        for each in wanted:
            if each[1].alone:
                cases.append(await self._strike_one(campaign, *each, undisturbed))
        for name in dict.fromkeys(case.how for case in cases):
            self.strikes.append(Report(name, cases=[case for case in cases if case.how == name]))

    async def _strike_one(self, campaign: Campaign, name: str, fault: Fault, undisturbed: dict[str, Run]) -> Case:
        case = await campaign.strike(SCENARIOS[name], fault, undisturbed[name])
        self._tell([case])
        return case

    def _tell(self, cases: Sequence[Case]) -> None:
        for case in cases:
            if not case.is_good:
                self.tell(self.engine, case)
