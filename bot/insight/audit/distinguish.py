"""What distinguishes a cluster: what is known of its people or asked by them far more often than by everybody."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.insight.audit.population import Mask, Population
from bot.insight.audit.ticket import Dimension

TELLING = 1.5  # times as frequent as among all
SHOWN = 6

_RARE = 0.05  # of the cluster; what is rarer does not describe it
CATEGORY = "category"


@dataclass(frozen=True)
class Mark:
    """`share` of the cluster's tickets, `overall` of all tickets; `lift` is the one ÷ the other."""

    dimension: str
    value: str
    share: float
    overall: float

    @property
    def lift(self) -> float:
        return self.share / self.overall


def marks_of(population: Population, members: Mask) -> tuple[Mark, ...]:
    """The most telling first: frequent in the cluster, and rare outside of it."""
    found = [mark for dimension, values in _told(population) for mark in _marks(dimension, values, members)]
    telling = [mark for mark in found if mark.lift >= TELLING and mark.share >= _RARE]
    return tuple(sorted(telling, key=lambda mark: -mark.share * np.log(mark.lift)))


def _told(population: Population) -> Iterator[tuple[str, NDArray[np.str_]]]:
    yield CATEGORY, population.categories
    for dimension in Dimension:
        yield dimension, population.values(dimension)


def _marks(dimension: str, values: NDArray[np.str_], members: Mask) -> Iterator[Mark]:
    names, counts = np.unique(values, return_counts=True)
    own = dict(zip(*np.unique(values[members], return_counts=True), strict=True))
    for name, count in zip(names.tolist(), counts.tolist(), strict=True):
        if name and name in own:
            yield Mark(dimension, name, int(own[name]) / int(members.sum()), count / len(values))
