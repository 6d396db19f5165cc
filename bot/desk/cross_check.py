"""Whether the parts of a policy fit together: every name that points at something points at something that is there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.kb.words import words_of
from bot.routing.category import UNSURE
from bot.routing.pool import Pool
from bot.routing.priority import Priority
from bot.segments.condition import Always
from bot.written import KeyPath

if TYPE_CHECKING:
    from bot.desk.policy import Policy, SegmentPolicy


@dataclass(frozen=True)
class Misfit:
    """`names` are those allowed there, so that a slip of the pen can be answered with the nearest."""

    path: KeyPath
    found: object
    allowed: str
    names: Collection[str] = ()

    def details(self) -> InitErrorDetails:
        context = {"allowed": self.allowed, "names": sorted(self.names)}
        return InitErrorDetails(
            type=PydanticCustomError("misfit", "{allowed}", context), loc=self.path, input=self.found
        )


def check(policy: "Policy") -> None:
    """Raises a ValidationError with every misfit, each at its own key."""
    checks = (_twins, _default_segment, _pointers, _skills, _circles, _targets, _own_channels, _synonyms)
    misfits = [misfit.details() for check_one in checks for misfit in check_one(policy)]
    if misfits:
        raise ValidationError.from_exception_data("Policy", misfits)


def _twins(policy: "Policy") -> Iterator[Misfit]:
    for kind, things in _lists(policy).items():
        seen: set[str] = set()
        for number, name in enumerate(things):
            if name in seen:
                yield Misfit((kind, number, "id"), name, f"an id that no other of the {kind} has")
            seen.add(name)


def _lists(policy: "Policy") -> dict[str, list[str]]:
    return {
        "segments": [segment.id for segment in policy.segments],
        "pools": [pool.id for pool in policy.pools],
        "categories": [category.id for category in policy.categories],
    }


def _synonyms(policy: "Policy") -> Iterator[Misfit]:
    """Two meanings of one word would be two ways to write it."""
    seen: set[str] = set()
    for number, group in enumerate(policy.desk.synonyms):
        for position, name in enumerate(group):
            spelled = " ".join(words_of(name))
            if not spelled or spelled in seen:
                allowed = "words that stand in no other group" if spelled else "words of letters or digits"
                yield Misfit(("desk", "synonyms", number, position), name, allowed)
            seen.add(spelled)


def _default_segment(policy: "Policy") -> Iterator[Misfit]:
    """`always` stands last and nowhere else: what came after it would never be asked."""
    *ruled, last = policy.segments
    for number, segment in enumerate(ruled):
        if isinstance(segment.when, Always):
            yield Misfit(("segments", number, "when"), "always", "“always: true” in the last segment only")
    if not isinstance(last.when, Always):
        path = ("segments", len(ruled), "when")
        yield Misfit(path, "a condition", "“always: true” in the last segment, so that nobody is left out")


def _pointers(policy: "Policy") -> Iterator[Misfit]:
    ids = _lists(policy)
    known = {kind: (f"one of the {kind}", names) for kind, names in ids.items()}
    known["calendars"] = ("one of the calendars", list(policy.calendars))
    for path, kind, name in _pointing(policy):
        allowed, names = known[kind]
        if name is not None and name not in names:
            yield Misfit(path, name, allowed, names)
    if UNSURE not in ids["categories"]:
        allowed = f"a category “{UNSURE}”, for requests whose words do not say enough"
        yield Misfit(("categories",), ", ".join(ids["categories"]), allowed)


def _pointing(policy: "Policy") -> Iterator[tuple[KeyPath, str, str | None]]:
    """Every path of the policy that names another part, the kind of that part, and the name."""
    yield ("desk", "calendar"), "calendars", policy.desk.calendar
    for number, segment in enumerate(policy.segments):
        yield ("segments", number, "calendar"), "calendars", segment.calendar
        yield ("segments", number, "pool"), "pools", segment.pool
    for number, pool in enumerate(policy.pools):
        yield ("pools", number, "calendar"), "calendars", pool.calendar
        yield ("pools", number, "fallback"), "pools", pool.fallback
        for position, name in enumerate(pool.segments if pool.segments != "all" else ()):
            yield ("pools", number, "segments", position), "segments", name
    for number, category in enumerate(policy.categories):
        for name in category.modes:
            yield ("categories", number, "modes", name), "segments", name


def _skills(policy: "Policy") -> Iterator[Misfit]:
    """Somebody has to be able to take every category from every segment."""
    skills = {skill for pool in policy.pools for skill in pool.skills}
    for number, category in enumerate(policy.categories):
        path = ("categories", number, "skill")
        if category.skill not in skills:
            yield Misfit(path, category.skill, "a skill of one of the pools", skills)
            continue
        stranded = [segment.id for segment in policy.segments if not _is_taken(category.skill, segment, policy.pools)]
        if stranded:
            yield Misfit(path, category.skill, f"a skill of a pool that serves {', '.join(stranded)}")


def _is_taken(skill: str, segment: "SegmentPolicy", pools: Sequence[Pool]) -> bool:
    return any(pool.takes(skill, segment.id) for pool in pools)


def _circles(policy: "Policy") -> Iterator[Misfit]:
    next_of = {pool.id: pool.fallback for pool in policy.pools}
    for number, pool in enumerate(policy.pools):
        way = [pool.id]
        while (following := next_of.get(way[-1])) is not None and following not in way:
            way.append(following)
        if following == pool.id:
            circle = " → ".join([*way, pool.id])
            yield Misfit(("pools", number, "fallback"), circle, "fallbacks that do not lead back to where they began")


def _targets(policy: "Policy") -> Iterator[Misfit]:
    for number, segment in enumerate(policy.segments):
        given = set(segment.targets.root)
        for name in sorted(given - set(Priority)):
            yield Misfit(("segments", number, "targets", name), name, "one of P1, P2, P3, P4", list(Priority))
        for priority in sorted(set(Priority) - given):
            yield Misfit(("segments", number, "targets"), f"none for {priority}", "targets for P1, P2, P3 and P4")


def _own_channels(policy: "Policy") -> Iterator[Misfit]:
    """Requests are asked in one kind of channel and worked on in the other."""
    worked_in = {pool.channel for pool in policy.pools}
    for number, segment in enumerate(policy.segments):
        for position, channel in enumerate(segment.channels):
            if channel in worked_in:
                yield Misfit(("segments", number, "channels", position), channel, "a channel in which no pool works")
