"""The whole audit as one value: what was measured, what stands out, and what is proposed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from bot.insight.audit.cluster import Clusters, Trial, find_clusters
from bot.insight.audit.distinguish import Mark, marks_of
from bot.insight.audit.group import TOO_FEW, Group, figures, groups_of
from bot.insight.audit.population import Mask, Population
from bot.insight.audit.profile import profiles_of
from bot.insight.audit.proposal import EVERYBODY_ELSE, Proposal, name_of, propose
from bot.insight.audit.rule_list import ClusterRule, rule_list
from bot.insight.audit.ticket import Dimension, PastTicket
from bot.insight.audit.verdict import Candidate, Finding, essential, findings

CLUSTER = "cluster"


@dataclass(frozen=True)
class ClusterFigures:
    """`rule` is None where no short rule tells these people apart, and for the largest cluster: everybody else."""

    group: Group
    marks: tuple[Mark, ...]
    rule: ClusterRule | None


@dataclass(frozen=True)
class Audit:
    """`findings` are all that stand out, `essential` those that do not only repeat another.

    `clusters` has one entry when no number of clusters is stable; `trials` says what was tried.
    """

    tickets: int
    first: datetime
    last: datetime
    everybody: Group
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    essential: tuple[Finding, ...]
    clusters: tuple[ClusterFigures, ...]
    of_ticket: tuple[int, ...]
    trials: tuple[Trial, ...]
    proposals: tuple[Proposal, ...]

    @property
    def underserved(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.essential if not each.measure.is_effort)

    @property
    def costly(self) -> tuple[Finding, ...]:
        """Groups that take more of the agents' time than their tickets would."""
        return tuple(each for each in self.essential if each.measure.is_effort)


def audit(tickets: Sequence[PastTicket]) -> Audit:
    """Takes seconds for thousands of tickets. `tickets` are in the order in which they were opened, and not empty."""
    population = Population(tickets)
    clusters = find_clusters(profiles_of(population))
    rules = rule_list(population, clusters.of_ticket)
    named = list(_clusters(population, clusters, rules))
    looked_at = [*(Candidate(CLUSTER, each.group.name, mask) for each, mask in named), *_groups(population)]
    found = findings(population, looked_at)
    return Audit(
        tickets=len(tickets),
        first=tickets[0].opened,
        last=tickets[-1].opened,
        everybody=figures(population, "all", "All tickets", np.ones(len(population), dtype=bool)),
        groups=tuple(group for dimension in Dimension for group in groups_of(population, dimension)),
        findings=found,
        essential=essential(found, looked_at),
        clusters=tuple(each for each, _ in named),
        of_ticket=tuple(clusters.of_ticket.tolist()),
        trials=clusters.trials,
        proposals=propose(population, rules),
    )


def _groups(population: Population) -> Iterator[Candidate]:
    for dimension in Dimension:
        yield from (
            Candidate(dimension, name, mask) for name, mask in population.groups(dimension) if mask.sum() >= TOO_FEW
        )


def _clusters(
    population: Population, clusters: Clusters, rules: Sequence[ClusterRule]
) -> Iterator[tuple[ClusterFigures, Mask]]:
    by_cluster = {rule.cluster: rule for rule in rules}
    for number in range(clusters.number):
        members, rule = clusters.of_ticket == number, by_cluster.get(number)
        marks = marks_of(population, members)
        group = figures(population, CLUSTER, _name(number, rule, marks), members)
        yield ClusterFigures(group, marks, rule), members


def _name(number: int, rule: ClusterRule | None, marks: Sequence[Mark]) -> str:
    """After whom its rule takes; without a rule, after what distinguishes it most."""
    if number == 0:
        return EVERYBODY_ELSE
    telling = " and ".join(mark.value for mark in marks[:2]) or f"Cluster {number + 1}"
    return name_of(rule.choices) if rule else telling
