"""The figures of one group of requesters, each with its n and interval."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.insight.audit.population import Mask, Population, known
from bot.insight.audit.ticket import Dimension
from bot.insight.interval import Estimate, Floats, quantile, rate, share_against_share

TOO_FEW = 5  # tickets; a smaller group is counted and not shown, so that nobody is read off a table


@dataclass(frozen=True)
class Group:
    """Everybody of whom the same is known, or a cluster. Times are open hours; a figure without cases is None.

    `load` is the share of the agents' time ÷ the share of the tickets.
    """

    dimension: str
    name: str
    n: int
    median: Estimate | None
    p90: Estimate | None
    escalation: Estimate | None
    reopen: Estimate | None
    volume: Estimate | None
    time_share: float | None
    load: Estimate | None


def figures(population: Population, dimension: str, name: str, members: Mask) -> Group:
    resolution = known(population.resolution[members])
    effort = _effort(population, members)
    return Group(
        dimension=dimension,
        name=name,
        n=int(members.sum()),
        median=quantile(resolution, 0.5),
        p90=quantile(resolution, 0.9),
        escalation=_share(population.escalated[members]),
        reopen=_share(population.reopened[members]),
        volume=rate(int(members.sum()), len(population)),
        time_share=effort[0],
        load=effort[1],
    )


def groups_of(population: Population, dimension: Dimension) -> Iterator[Group]:
    """Those that are large enough to be shown, the largest first."""
    for name, members in population.groups(dimension):
        if members.sum() >= TOO_FEW:
            yield figures(population, dimension, name, members)


def _share(marks: Floats) -> Estimate | None:
    told = known(marks)
    return rate(int(told.sum()), len(told))


def _effort(population: Population, members: Mask) -> tuple[float | None, Estimate | None]:
    """Among the tickets of which the working time is told."""
    told = ~np.isnan(population.work)
    work, own = population.work[told], members[told]
    if not work.sum() or not own.any():
        return None, None
    return float(work[own].sum() / work.sum()), share_against_share(work, own)
