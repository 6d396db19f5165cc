"""Three to five segments to begin with: whom each takes, how urgent what they ask is, and what could be promised."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.insight.audit.population import Mask, Population
from bot.insight.audit.promise import Promises, promises
from bot.insight.audit.rule_list import ClusterRule, FieldChoice, caught_by
from bot.insight.audit.ticket import Dimension
from bot.insight.audit.verdict import Candidate, Finding, Measure, findings
from bot.insight.interval import Estimate, rate

MOST_SEGMENTS = 5
"""More are hard to explain and to staff at the start; begin with these, and split one once they are stable."""

EVERYBODY_ELSE = "Everybody else"
_URGENT = ("P1", "P2")
_LISTED = 3  # values that a name lists before it says how many more there are


@dataclass(frozen=True)
class Proposal:
    """One segment of the draft. Everybody else come last and have no rule. Tier 1 asks the most urgent things."""

    id: str
    name: str
    rule: ClusterRule | None
    n: int
    tier: int
    urgent: Estimate | None
    findings: tuple[Finding, ...]
    resolution: Promises
    first_response: Promises

    @property
    def is_underserved(self) -> bool:
        return any(_waits_longer(each) for each in self.findings)

    @property
    def needs_a_person(self) -> bool:
        """What they ask is often handed on, or urgent: an article first would only delay it."""
        handed_on = any(each.measure is Measure.ESCALATION for each in self.findings)
        return handed_on or (self.urgent is not None and self.urgent.low > 0.25)


@dataclass(frozen=True)
class _Draft:
    rule: ClusterRule | None
    name: str
    members: Mask


def propose(population: Population, rules: Sequence[ClusterRule]) -> tuple[Proposal, ...]:
    """In the order in which a policy asks them. None when there is nobody but everybody: that is no segmentation."""
    if not rules:
        return ()
    drafts = list(_drafts(population, _largest(rules, population)))
    urgent = [_urgent(population, draft.members) for draft in drafts]
    tiers = _ranks([each.value if each else 0.0 for each in urgent])
    found = findings(population, [Candidate("segment", draft.name, draft.members) for draft in drafts])
    underserved = _underserved(drafts, found)
    return tuple(
        Proposal(
            id=name,
            name=draft.name,
            rule=draft.rule,
            n=int(draft.members.sum()),
            tier=tier,
            urgent=share,
            findings=tuple(each for each in found if each.name == draft.name),
            resolution=promises(population, population.resolution, draft.members, underserved),
            first_response=promises(population, population.first_response, draft.members, underserved),
        )
        for draft, name, tier, share in zip(drafts, _identifiers(drafts), tiers, urgent, strict=True)
    )


def _underserved(drafts: Sequence[_Draft], found: Sequence[Finding]) -> Mask:
    """Everybody in a segment that waits longer than the others for the same."""
    names = {each.name for each in found if _waits_longer(each)}
    waiting = np.zeros(len(drafts[0].members), dtype=bool)
    for draft in drafts:
        waiting |= draft.members & (draft.name in names)
    return waiting


def _waits_longer(finding: Finding) -> bool:
    return finding.measure is Measure.RESOLUTION and not finding.is_explained


def _largest(rules: Sequence[ClusterRule], population: Population) -> list[ClusterRule]:
    """So many as fit beside everybody else, in their order."""
    sizes = {rule.cluster: int(caught_by(population, rule.choices).sum()) for rule in rules}
    kept = sorted(rules, key=lambda rule: -sizes[rule.cluster])[: MOST_SEGMENTS - 1]
    return [rule for rule in rules if rule in kept]


def _drafts(population: Population, rules: Sequence[ClusterRule]) -> Iterator[_Draft]:
    left = np.ones(len(population), dtype=bool)
    for rule in rules:
        members = left & caught_by(population, rule.choices)
        left = left & ~members
        yield _Draft(rule, name_of(rule.choices), members)
    yield _Draft(None, EVERYBODY_ELSE, left)


def name_of(choices: Sequence[FieldChoice]) -> str:
    """ "Sales, Compliance and 2 more", at most 60 characters."""
    if any(choice.dimension is Dimension.TENURE for choice in choices):
        return "New hires"
    values = [value for choice in choices for value in choice.values]
    shown = values[:_LISTED] if len(values) > _LISTED + 1 else values
    more = [f"{len(values) - len(shown)} more"] if len(shown) < len(values) else []
    *first, last = [*shown, *more]
    name = f"{', '.join(first)} and {last}" if first else last
    return name if len(name) <= 60 else f"{values[0][:40]} and {len(values) - 1} more"


def _urgent(population: Population, members: Mask) -> Estimate | None:
    told = [
        ticket.priority for ticket, mine in zip(population.tickets, members, strict=True) if mine and ticket.priority
    ]
    return rate(sum(priority in _URGENT for priority in told), len(told))


def _ranks(shares: Sequence[float]) -> list[int]:
    """1 for the largest."""
    order = sorted(range(len(shares)), key=lambda place: -shares[place])
    return [order.index(place) + 1 for place in range(len(shares))]


def _identifiers(drafts: Sequence[_Draft]) -> list[str]:
    """As a policy takes them, no two alike: a name may have no letter that an id may have."""
    found: list[str] = []
    for draft in drafts:
        bare = re.sub(r"[^a-z0-9]+", "_", draft.name.casefold()).strip("_")[:30].strip("_")
        name = ("standard" if draft.rule is None else bare if bare[:1].isalpha() else f"segment_{bare}").strip("_")
        taken = sum(other == name or other.startswith(f"{name}_no_") for other in found)
        found.append(f"{name}_no_{taken + 1}" if taken else name)
    return found
