"""What a policy says that its owner may not have meant: it is valid, and told as a note."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.desk.policy import Policy, SegmentPolicy
from bot.routing.priority import Priority
from bot.segments.shadow import is_impossible, shadows_of
from bot.sla.target import Metric
from bot.written import KeyPath

_WHO = {"id", "name", "when", "tier", "channels"}  # by which a segment is told apart, and not what it leads to


@dataclass(frozen=True)
class Note:
    path: KeyPath
    sentence: str


def second_look(policy: Policy, shelves: Mapping[str, frozenset[str]]) -> list[Note]:
    """`shelves` are the articles of each segment."""
    return [*_never_win(policy), *_all_the_same(policy, shelves)]


def _never_win(policy: Policy) -> Iterator[Note]:
    ruled = policy.segments[:-1]
    for number, segment in enumerate(ruled):
        path = ("segments", number, "when")
        if is_impossible(segment.when):
            yield Note(path, f"the rule of “{segment.id}” holds for nobody: its conditions contradict each other")
        elif before := shadows_of(segment, ruled[:number]):
            taken = " or ".join(f"“{name}”" for name in before)
            yield Note(path, f"“{segment.id}” can never win: whoever it holds for is in {taken}, which is asked first")


def _all_the_same(policy: Policy, shelves: Mapping[str, frozenset[str]]) -> Iterator[Note]:
    outcomes = {segment.id: _outcome(policy, segment, shelves) for segment in policy.segments}
    for (_, one), (number, other) in combinations(enumerate(policy.segments), 2):
        if outcomes[one.id] == outcomes[other.id]:
            path = ("segments", number)
            yield Note(path, f"“{other.id}” leads to the same as “{one.id}” in everything: one of them is enough")


def _outcome(policy: Policy, segment: SegmentPolicy, shelves: Mapping[str, frozenset[str]]) -> object:
    """Everything that differs for somebody by their segment."""
    said = segment.model_dump(mode="json", exclude=_WHO | {"targets", "calendar", "warning", "leads"})
    usual = (segment.calendar or policy.desk.calendar, segment.warning or policy.desk.warning)
    promised = [segment.targets.at(priority).of(metric) for priority in Priority for metric in Metric]
    modes = [policy.mode_for(segment.id, category.id) for category in policy.categories]
    served = [pool.id for pool in policy.pools if pool.segments == "all" or segment.id in pool.segments]
    shelf = sorted(shelves.get(segment.id, ()))
    return said, usual, policy.leads_of(segment.id), promised, modes, served, shelf
