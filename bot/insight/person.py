"""Who somebody is to the desk: their segment, why no other, and every fact with its source and age."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.insight.evidence import Decision, Fact, Facts
from bot.insight.exact import moment
from bot.insight.section import Section

_LATELY = timedelta(hours=1)
_GROUPS_ARE_OLD = timedelta(hours=1)
"""They are read every few minutes: whoever has not heard of them for so long does not hear from Slack."""


@dataclass(frozen=True)
class Portrait:
    """`names` are those of the segments by their ids. `expected` facts are told even when they are unknown: the rules
    ask for them. What is older than `stale_after` is called old.
    """

    decision: Decision
    names: Mapping[str, str]
    expected: Collection[str]
    stale_after: timedelta
    zone: tzinfo


def describe(portrait: Portrait) -> list[Section]:
    """In the order in which the desk decides."""
    decision = portrait.decision
    return [
        Section(f"Segment: {portrait.names.get(decision.winner, decision.winner)}", tuple(_why(portrait))),
        Section("Not", tuple(_why_not(portrait)) or ("There is no other segment.",)),
        Section("Facts", tuple(_facts(portrait))),
        Section("Habits", tuple(_habits(decision.facts)) or ("Unknown: there is no history.",)),
    ]


def _why(portrait: Portrait) -> Iterable[str]:
    won, *others = portrait.decision.matches
    yield f"Why: {won.reason}."
    for match in others:
        name = portrait.names.get(match.segment_id, match.segment_id)
        yield f"Also {name}: {match.reason}. Its promises count where they are stricter."


def _why_not(portrait: Portrait) -> Iterable[str]:
    for match in portrait.decision.rejected:
        yield f"{portrait.names.get(match.segment_id, match.segment_id)}: {match.reason}."


def _facts(portrait: Portrait) -> Iterable[str]:
    facts, now = portrait.decision.facts, portrait.decision.at
    if facts.stale_since is not None:
        since = moment(facts.stale_since, portrait.zone)
        yield f"Slack does not answer: what it knows is told as of {since}."
    groups_from = _from("Slack user groups", facts.groups_as_of, now, _GROUPS_ARE_OLD)
    yield f"User groups: {_groups(facts)}{groups_from}."
    profile = _from("Slack profile", facts.profile_as_of, now, portrait.stale_after)
    yield f"Guest: {_yes_or_no(facts.is_guest)}; of another company: {_yes_or_no(facts.is_external)}{profile}."
    for name in sorted({*facts.named, *portrait.expected}):
        yield f"{_label(name)}: {_told(facts.named.get(name), now, portrait.stale_after)}."
    for asset in facts.assets:
        described = ", ".join(f"{_label(name).lower()} “{fact.value}”" for name, fact in asset.items())
        yield f"One of their devices: {described}."


def _told(fact: Fact | None, now: datetime, stale_after: timedelta) -> str:
    if fact is None:
        return "unknown"
    return f"“{fact.value}”{_from(fact.source, fact.as_of, now, stale_after)}"


def _from(source: str, as_of: datetime | None, now: datetime, stale_after: timedelta) -> str:
    """Nothing when it is not known when it was read."""
    if as_of is None:
        return ""
    age = now - as_of
    return f" ({source}, {_age(age)}{', which is old' if age > stale_after else ''})"


def _age(age: timedelta) -> str:
    if age < _LATELY:
        return "just now" if age < timedelta(minutes=1) else f"{age.seconds // 60} min ago"
    return f"{round(age.total_seconds() / 3600)} h ago" if age < timedelta(days=2) else f"{age.days} days ago"


def _habits(facts: Facts) -> Iterable[str]:
    for name, habit in facts.habits.items():
        yield f"{_label(name)}: {'yes' if habit.holds else 'no'}, {habit}."


def _groups(facts: Facts) -> str:
    if facts.groups is None:
        return "unknown"
    return ", ".join(f"@{handle}" for handle in sorted(facts.groups)) or "none"


def _yes_or_no(known: bool | None) -> str:
    return "unknown" if known is None else "yes" if known else "no"


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
