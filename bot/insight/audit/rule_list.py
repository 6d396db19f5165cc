"""Rules that send people where their cluster is: short, in order, and only about what is known of a person.

Each round takes the cluster that can be told best from what is left, writes its rule, and sets aside everybody whom the
rule catches. So the first rule is the sharpest, and later ones need not exclude what earlier ones have taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.insight.audit.group import TOO_FEW
from bot.insight.audit.population import Mask, Population
from bot.insight.audit.ticket import Dimension

LEAST_FIT = 0.5
"""A rule that fits worse (F1) would send most people wrong, so there is none."""

_WORTH_A_DIMENSION = 0.03  # of F1; a rule that asks for one thing is easier to explain than one that asks for two
_MAINTAINED = 0.02  # of F1 that a department may fit worse than a title, which people write as they like
_PREFERRED = (Dimension.TENURE, Dimension.LOCATION, Dimension.DEPARTMENT, Dimension.ROLE)

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class FieldChoice:
    """People of whom one of these values is known."""

    dimension: Dimension
    values: tuple[str, ...]


@dataclass(frozen=True)
class ClusterRule:
    """Any of the choices. `precision` of those caught belong to the cluster, `recall` of the cluster are caught."""

    cluster: int
    choices: tuple[FieldChoice, ...]
    precision: float
    recall: float

    @property
    def fit(self) -> float:
        """F1."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


def rule_list(population: Population, of_ticket: Labels) -> tuple[ClusterRule, ...]:
    """For every cluster that a rule can tell, but the largest: that one is everybody else."""
    scribe, left = _Scribe(population, of_ticket), np.ones(len(population), dtype=bool)
    open_clusters, rules = set(range(1, int(of_ticket.max(initial=0)) + 1)), []
    while open_clusters:
        best = max((scribe.best(cluster, left) for cluster in sorted(open_clusters)), key=lambda rule: rule.fit)
        if best.fit < LEAST_FIT:
            break
        rules.append(best)
        open_clusters.remove(best.cluster)
        left = left & ~caught_by(population, best.choices)
    return tuple(rules)


def caught_by(population: Population, choices: Sequence[FieldChoice]) -> Mask:
    """Everybody of whom any of the choices holds."""
    caught = np.zeros(len(population), dtype=bool)
    for choice in choices:
        caught |= np.isin(population.values(choice.dimension), choice.values)
    return caught


class _Scribe:
    """Writes rules for the clusters of one population."""

    def __init__(self, population: Population, of_ticket: Labels) -> None:
        self._population, self._of_ticket = population, of_ticket

    def best(self, cluster: int, left: Mask) -> ClusterRule:
        """Starts from the dimension that tells most, and adds another only where it is worth it."""
        offered = list(self._choices(cluster, left))
        rule, gain = ClusterRule(cluster, (), 0.0, 0.0), 0.0
        while offered:
            tried = [self._rated(cluster, (*rule.choices, choice), left) for choice in offered]
            most = max(each.fit for each in tried)
            if most < rule.fit + gain or most == 0:
                break
            rule = next(each for each in tried if each.fit >= most - _MAINTAINED)
            offered = [choice for choice in offered if choice not in rule.choices]
            gain = _WORTH_A_DIMENSION
        return rule

    def _choices(self, cluster: int, left: Mask) -> Iterator[FieldChoice]:
        """In each dimension the values most of whose people belong to the cluster."""
        for dimension in _PREFERRED:
            values = self._population.values(dimension)
            names, counts = np.unique(values[left], return_counts=True)
            inside = self._of_ticket[left] == cluster
            own = [int((inside & (values[left] == name)).sum()) for name in names]
            chosen = [
                (mine, str(name))
                for name, count, mine in zip(names, counts, own, strict=True)
                if name and mine * 2 > count and mine >= TOO_FEW
            ]
            if chosen:
                yield FieldChoice(dimension, tuple(name for _, name in sorted(chosen, reverse=True)))

    def _rated(self, cluster: int, choices: tuple[FieldChoice, ...], left: Mask) -> ClusterRule:
        caught, inside = caught_by(self._population, choices) & left, self._of_ticket == cluster
        right = int((caught & inside).sum())
        return ClusterRule(cluster, choices, right / max(1, int(caught.sum())), right / int(inside.sum()))
