"""Rules that can never win: whoever they hold for belongs to a segment before them, or they hold for nobody.

A rule is taken apart into the ways in which it can hold, each a set of conditions that hold or fail together. It is in
the shadow when in each of them some rule before it holds for certain. What is not certain is not reported.
"""

from collections.abc import Sequence
from itertools import product

from bot.segments.condition import (
    Condition,
    DaysSince,
    DaysUntil,
    FieldIs,
    FieldTest,
    HasAsset,
    IsExternal,
    IsGuest,
    Span,
)
from bot.segments.facts import fact_name
from bot.segments.rule import AllOf, AnyOf, Not
from bot.segments.segment import Segment

MOST_WAYS = 500  # a rule that can hold in more ways is not looked into

Way = dict[Condition, bool]


def is_impossible(rule: Condition) -> bool:
    """Whether it holds for nobody, whoever asks."""
    return _ways(rule, wanted=True) == []


def shadows_of(segment: Segment, before: Sequence[Segment]) -> list[str]:
    """The ids of those before it that between them take everybody for whom its rule holds; empty when they do not."""
    ways = _ways(segment.when, wanted=True)
    if not ways:
        return []
    takers = [next((each.id for each in before if _follows(each.when, way)), None) for way in ways]
    return [] if None in takers else list(dict.fromkeys(taker for taker in takers if taker is not None))


def _ways(rule: Condition, *, wanted: bool) -> list[Way] | None:
    """The sets of conditions under which the rule holds, or is known to fail; None when they are too many."""
    if isinstance(rule, Not):
        return _ways(rule.not_, wanted=not wanted)
    if not rule.parts():
        return [{rule: wanted}]
    parts = [_ways(part, wanted=wanted) for part in rule.parts()]
    known = [ways for ways in parts if ways is not None]
    if len(known) < len(parts):
        return None
    if isinstance(rule, AnyOf) is wanted:
        return _few([way for ways in known for way in ways])
    return _joined(known)


def _joined(parts: Sequence[list[Way]]) -> list[Way] | None:
    """One way of each part at the same time, where they do not contradict each other."""
    size = 1
    for ways in parts:
        size *= max(1, len(ways))
    if size > MOST_WAYS:
        return None
    together = (_merged(ways) for ways in product(*parts))
    return [way for way in together if way is not None]


def _merged(ways: Sequence[Way]) -> Way | None:
    merged: Way = {}
    for way in ways:
        for condition, holds in way.items():
            if _settled(condition, merged) is (not holds):
                return None
            merged[condition] = holds
    return merged


def _few(ways: list[Way]) -> list[Way] | None:
    return ways if len(ways) <= MOST_WAYS else None


def _follows(rule: Condition, way: Way) -> bool:
    """Whether the rule holds for certain for whoever these conditions are settled for."""
    return _value(rule, way) is True


def _value(rule: Condition, way: Way) -> bool | None:
    if isinstance(rule, Not):
        inner = _value(rule.not_, way)
        return None if inner is None else not inner
    if isinstance(rule, AnyOf | AllOf):
        values = [_value(part, way) for part in rule.parts()]
        settling = isinstance(rule, AnyOf)
        return settling if settling in values else None if None in values else not settling
    return _settled(rule, way)


def _settled(asked: Condition, way: Way) -> bool | None:
    """What the conditions of a way say of another one; None when they leave it open."""
    answers = (_implied(known, holds, asked) for known, holds in way.items())
    return next((answer for answer in answers if answer is not None), None)


def _implied(known: Condition, holds: bool, asked: Condition) -> bool | None:
    if known == asked:
        return holds
    if isinstance(known, IsGuest | IsExternal) and type(known) is type(asked):
        return not holds  # the one other thing that it can ask
    if not holds:
        return None
    match known, asked:
        case FieldIs(), FieldIs():
            return _same_field(known.field, asked.field)
        case HasAsset(), HasAsset():
            return _same_field(known.asset, asked.asset) or None  # another device may be otherwise
        case DaysSince(), DaysSince():
            return _same_date(known.days_since, asked.days_since)
        case DaysUntil(), DaysUntil():
            return _same_date(known.days_until, asked.days_until)
    return None


def _same_field(known: FieldTest, asked: FieldTest) -> bool | None:
    """Of a field whose value is one of a few, each can be tried."""
    choices = known.choices
    if not choices or fact_name(known.name) != fact_name(asked.name):
        return None
    passed = {asked.passes(choice) for choice in choices}
    return passed.pop() if len(passed) == 1 else None


def _same_date(known: Span, asked: Span) -> bool | None:
    """Within ninety days is within a hundred."""
    same = fact_name(known.field) == fact_name(asked.field)
    return True if same and known.at_most <= asked.at_most else None
