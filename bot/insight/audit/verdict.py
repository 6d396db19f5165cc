"""Which groups are underserved and which take more time than their share, with the evidence.

Dozens of groups are looked at in several ways, so some would stand out by chance: the false discovery rate over all
looks is kept below 1 % (Benjamini and Hochberg). What is certain may still not matter: a finding also has to be large.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import false_discovery_control, fisher_exact, mannwhitneyu

from bot.insight.audit.like_for_like import rates_against_others, times_against_others
from bot.insight.audit.population import Mask, Population, known
from bot.insight.interval import ENOUGH, Estimate, Floats

FALSE_DISCOVERIES = 0.01
MUCH = 1.25  # times as long, as often or as dear as everybody else

_INSIDE = 0.6  # of a group, for it to be part of another
_AS_STRONG = 0.8  # of its difference, for that other to tell it as well


class Measure(StrEnum):
    RESOLUTION = "resolution time"
    ESCALATION = "escalation"
    REOPEN = "reopening"
    EFFORT = "agents' time"

    @property
    def is_effort(self) -> bool:
        return self is Measure.EFFORT


@dataclass(frozen=True)
class Finding:
    """A group that differs for the worse: `own` against `others` (hours or shares).

    `like_for_like` is the ratio among requests of the same kind; None where nothing can be compared.
    """

    dimension: str
    name: str
    measure: Measure
    own: float
    others: float
    n: int
    n_others: int
    like_for_like: Estimate | None

    @property
    def is_explained(self) -> bool:
        """What these people ask may account for the difference."""
        return self.like_for_like is not None and self.like_for_like.low < 1

    @property
    def share_of_cases(self) -> float:
        return self.n / (self.n + self.n_others)

    @property
    def share_of_amount(self) -> float:
        """Of the whole, where the figures are means."""
        amount = self.own * self.n
        return amount / (amount + self.others * self.n_others)

    @property
    def times(self) -> float:
        return self.own / self.others if self.others else float("inf")


@dataclass(frozen=True)
class Candidate:
    """A group that is looked at. One with more than half of all tickets is no group that could be compared."""

    dimension: str
    name: str
    members: Mask


@dataclass(frozen=True)
class _Look:
    finding: Finding
    p: float


def findings(population: Population, groups: Sequence[Candidate]) -> tuple[Finding, ...]:
    """The strongest difference first."""
    smaller = [group for group in groups if 2 * group.members.sum() <= len(population)]
    looks = [look for group in smaller for look in _looks(population, group)]
    if not looks:
        return ()
    adjusted = false_discovery_control([look.p for look in looks])
    certain = [look.finding for look, p in zip(looks, adjusted, strict=True) if p < FALSE_DISCOVERIES]
    return tuple(sorted((each for each in certain if each.times >= MUCH), key=lambda each: -each.times))


def essential(found: Sequence[Finding], groups: Sequence[Candidate]) -> tuple[Finding, ...]:
    """Without those that only repeat another: the field technicians, where the whole field fares no better."""
    members = {(group.dimension, group.name): group.members for group in groups}

    def repeats(finding: Finding, other: Finding) -> bool:
        own, theirs = members[finding.dimension, finding.name], members[other.dimension, other.name]
        is_inside = (own & theirs).sum() >= _INSIDE * own.sum()
        return bool(is_inside and other.times >= _AS_STRONG * finding.times and theirs.sum() >= own.sum())

    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (-members[each.dimension, each.name].sum(), each.dimension)):
        if not any(each.measure is finding.measure and repeats(finding, each) for each in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda each: -each.times))


def _looks(population: Population, group: Candidate) -> Iterator[_Look]:
    """Each measure of which both sides have enough cases."""
    dimension, name, members = group.dimension, group.name, group.members
    times = {Measure.RESOLUTION: population.resolution, Measure.EFFORT: population.work}
    for measure, values in times.items():
        own, others = known(values[members]), known(values[~members])
        if min(len(own), len(others)) >= ENOUGH:
            alike = times_against_others(values, population.strata, members)
            middle = np.median if measure is Measure.RESOLUTION else np.mean
            figures = float(middle(own)), float(middle(others)), len(own), len(others)
            finding = Finding(dimension, name, measure, *figures, alike)
            yield _Look(finding, float(mannwhitneyu(own, others, alternative="greater").pvalue))
    for measure, marks in ((Measure.ESCALATION, population.escalated), (Measure.REOPEN, population.reopened)):
        own, others = known(marks[members]), known(marks[~members])
        if min(len(own), len(others)) >= ENOUGH:
            figures = float(own.mean()), float(others.mean()), len(own), len(others)
            alike = rates_against_others(marks, population.strata, members)
            finding = Finding(dimension, name, measure, *figures, alike)
            yield _Look(finding, _more_often(own, others))


def _more_often(own: Floats, others: Floats) -> float:
    table = [[own.sum(), len(own) - own.sum()], [others.sum(), len(others) - others.sum()]]
    return float(fisher_exact(table, alternative="greater").pvalue)
