"""Requesters of whom the same is known, with what they ask. No rule can tell them apart: they are clustered as one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.insight.audit.group import TOO_FEW
from bot.insight.audit.population import Population
from bot.insight.audit.ticket import Dimension
from bot.insight.interval import Floats

CLUSTERED_BY = (Dimension.DEPARTMENT, Dimension.ROLE, Dimension.LOCATION, Dimension.TENURE)

_PRIOR = 10.0  # tickets as expected that each profile is mixed with: three tickets of a kind are no habit
_VALUE_PRIOR = 30.0  # tickets of everybody's that each department, role and so on is mixed with
_KNOWN_WEIGHT = 0.3  # of an attribute against what is asked: attributes alone would make a cluster of each department


@dataclass(frozen=True)
class Profiles:
    """`of_ticket` is the number of each ticket's profile, `asked` the tickets by profile and category."""

    attributes: tuple[tuple[str, ...], ...]
    of_ticket: NDArray[np.int64]
    asked: Floats

    @property
    def sizes(self) -> Floats:
        """Tickets of each."""
        sizes: Floats = self.asked.sum(axis=1)
        return sizes

    def features(self, asked: Floats | None = None) -> Floats:
        """What is asked as square roots of shares (so that distances are those of Hellinger), then what is known."""
        counts = self.asked if asked is None else asked
        mixed = (counts + _PRIOR * self._expected(counts)) / (counts.sum(axis=1, keepdims=True) + _PRIOR)
        return np.hstack([np.sqrt(mixed), *(_KNOWN_WEIGHT * marks for marks in self._marks())])

    def _expected(self, counts: Floats) -> Floats:
        """What each profile would ask if its department, its role and so on each did their part, and no more.

        Five tickets of a profile say little; those of everybody in its department and in its role say much.
        """
        overall = self.asked.sum(axis=0) / self.asked.sum()
        expected = np.tile(overall, (len(counts), 1))
        for marks in self._marks():
            asked = marks.T @ counts
            usual = (asked + _VALUE_PRIOR * overall) / (asked.sum(axis=1, keepdims=True) + _VALUE_PRIOR)
            unknown = 1 - marks.sum(axis=1, keepdims=True)
            expected = expected * (marks @ (usual / overall) + unknown)
        shares: Floats = expected / expected.sum(axis=1, keepdims=True)
        return shares

    def _marks(self) -> list[Floats]:
        """One column a value; unknown is none of them, and so equally far from all."""
        return [_marked(column) for column in zip(*self.attributes, strict=True)]


def profiles_of(population: Population) -> Profiles:
    columns = [_frequent(population.values(dimension)) for dimension in CLUSTERED_BY]
    numbers: dict[tuple[str, ...], int] = defaultdict(lambda: len(numbers))
    of_ticket = np.array([numbers[each] for each in zip(*(column.tolist() for column in columns), strict=True)])
    names, asked_for = np.unique(population.categories, return_inverse=True)
    asked = np.zeros((len(numbers), len(names)))
    np.add.at(asked, (of_ticket, asked_for), 1)
    return Profiles(tuple(numbers), of_ticket, asked)


def _frequent(values: NDArray[np.str_]) -> NDArray[np.str_]:
    """A title that one person made up tells nothing about a crowd: it counts as unknown."""
    names, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.where(counts >= TOO_FEW, names, "")[place]


def _marked(values: Sequence[str]) -> Floats:
    known = sorted({value for value in values if value})
    return np.array([[value == each for each in known] for value in values], dtype=float).reshape(len(values), -1)
