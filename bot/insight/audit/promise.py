"""How fast a segment could be promised an answer: what is kept today for most tickets, rounded up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.insight.audit.population import Mask, Population, known
from bot.insight.interval import Estimate, Floats, quantile

KEPT = 0.8
"""The share of tickets that would have kept a proposed promise."""

PRIORITIES = ("P1", "P2", "P3", "P4")
STEPS = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 32, 40, 60, 80, 120, 160, 240, 320, 480)
"""Hours that a promise may have."""


class Source(StrEnum):
    """Whose tickets a promise is taken from. Too few cases of a segment's own say nothing."""

    OWN = "its own tickets"
    OTHERS = "tickets of those who are not underserved"
    ALL = "all tickets"


@dataclass(frozen=True)
class Promise:
    """`hours` is proposed; `measured` is the time within which the tickets of `source` were served."""

    hours: float
    measured: Estimate
    source: Source


Promises = Mapping[str, Promise]


def promises(population: Population, times: Floats, members: Mask, underserved: Mask) -> Promises:
    """By priority; a priority of which too little is known has none.

    Whoever is underserved is promised what the others get: their own times are what is to be mended.
    """
    urgency = np.array([ticket.priority or "" for ticket in population.tickets])
    sides = {Source.OTHERS: ~underserved} if (members & underserved).any() else {Source.OWN: members}
    sides[Source.ALL] = np.ones(len(members), dtype=bool)
    found = {
        priority: _promise(times, {source: side & (urgency == priority) for source, side in sides.items()})
        for priority in PRIORITIES
    }
    return dict(_in_order({priority: promise for priority, promise in found.items() if promise}))


def _promise(times: Floats, sides: Mapping[Source, Mask]) -> Promise | None:
    """From the first side that has enough cases."""
    for source, side in sides.items():
        measured = quantile(known(times[side]), KEPT)
        if measured and measured.is_enough:
            return Promise(_rounded_up(measured.value), measured, source)
    return None


def _rounded_up(hours: float) -> float:
    return next((step for step in STEPS if step >= hours), STEPS[-1])


def _in_order(found: Promises) -> Iterator[tuple[str, Promise]]:
    """What is more important is never promised later than what is less."""
    longest = 0.0
    for priority, promise in found.items():
        longest = max(longest, promise.hours)
        yield priority, Promise(longest, promise.measured, promise.source)
