"""The conditions on one fact of a person. Each says why it holds or not, in words an agent can read."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.names import Handle
from bot.segments.behaviour import HabitName
from bot.segments.day import day_of
from bot.segments.facts import Facts, fact_name
from bot.segments.pattern import LONGEST_READ, objection


class Finding(NamedTuple):
    """Whether a condition holds (None: the facts do not say), and why."""

    holds: bool | None
    reason: str


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Written):
    """`holds` says whether it does, and why; one that joins others has them as its parts."""

    def parts(self) -> Sequence["Condition"]:
        return ()

    def groups(self) -> frozenset[str]:
        """The user groups that it speaks of, by their handles."""
        return frozenset[str]().union(*(part.groups() for part in self.parts()))

    def facts(self) -> frozenset[str]:
        """The facts that it asks for, by their names."""
        return frozenset[str]().union(*(part.facts() for part in self.parts()))


class Always(Condition):
    always: Literal[True]

    def holds(self, _facts: Facts, _now: datetime) -> Finding:
        return Finding(True, "everybody else")


class InGroup(Condition):
    group: Handle

    def groups(self) -> frozenset[str]:
        return frozenset({self.group})

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        member = facts.in_group(self.group)
        words = {True: "in", False: "not in", None: "unknown whether in"}
        return Finding(member, f"{words[member]} the user group @{self.group}")


class IsGuest(Condition):
    guest: bool

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        words = {True: "a guest in this workspace", False: "not a guest", None: "unknown whether a guest"}
        return Finding(_same(facts.is_guest, self.guest), words[facts.is_guest])


class IsExternal(Condition):
    external: bool

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        words = {True: "from another company", False: "from this company", None: "unknown from which company"}
        return Finding(_same(facts.is_external, self.external), words[facts.is_external])


def _same(known: bool | None, wanted: bool) -> bool | None:
    return None if known is None else known is wanted


class FieldTest(_Written):
    """Exactly one of `equals`, `one_of`, `matches`; upper and lower case are the same."""

    name: str
    equals: str | None = None
    one_of: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    matches: str | None = None

    @field_validator("matches")
    @classmethod
    def _is_a_pattern(cls, pattern: str | None) -> str | None:
        why = objection(pattern or "")
        if why:
            raise PydanticCustomError("pattern", "a regular expression ({why})", {"why": why})
        return pattern

    @model_validator(mode="after")
    def _one_test(self) -> "FieldTest":
        if sum(test is not None for test in (self.equals, self.one_of, self.matches)) != 1:
            raise PydanticCustomError("one_test", "a name and exactly one of equals, one_of, matches")
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """The whole values that pass; none of a pattern, which cannot be listed. Blanks around them mean nothing."""
        written = (self.one_of or ()) if self.equals is None else (self.equals,)
        return tuple(choice.strip() for choice in written)

    def passes(self, value: str) -> bool:
        if self.matches is not None:
            return re.search(self.matches, value[:LONGEST_READ], re.IGNORECASE) is not None
        return value.strip().casefold() in {choice.casefold() for choice in self.choices}

    def wanted(self) -> str:
        if self.matches is not None:
            return f"matching “{self.matches}”"
        return " or ".join(f"“{choice}”" for choice in self.choices)


class FieldIs(Condition):
    field: FieldTest

    def facts(self) -> frozenset[str]:
        return frozenset({fact_name(self.field.name)})

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        value, label = facts.value(self.field.name), self.field.name.replace("_", " ")
        if value is None:
            return Finding(None, f"{label} is unknown")
        if self.field.passes(value):
            return Finding(True, f"{label} is “{value}”")
        return Finding(False, f"{label} is “{value}”, not {self.field.wanted()}")


class HasAsset(Condition):
    """Holds for somebody with a device of which the list of assets says so."""

    asset: FieldTest

    def facts(self) -> frozenset[str]:
        return frozenset({fact_name(self.asset.name)})

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        name, label = fact_name(self.asset.name), self.asset.name.replace("_", " ")
        values = [asset[name].value if name in asset else None for asset in facts.assets]
        known = [value for value in values if value is not None]
        passed = [value for value in known if self.asset.passes(value)]
        if passed:
            return Finding(True, f"{label} of a device is “{passed[0]}”")
        if not known or len(known) < len(values):
            return Finding(None, f"{label} of {'a device' if known else 'their devices'} is unknown")
        return Finding(False, f"{label} of their devices is “{', '.join(known)}”, not {self.asset.wanted()}")


class HasHabit(Condition):
    behaviour: HabitName

    def holds(self, facts: Facts, _now: datetime) -> Finding:
        habit = facts.habits.get(self.behaviour)
        if habit is None:
            return Finding(None, f"{self.behaviour.replace('_', ' ')} is unknown")
        return Finding(habit.holds, str(habit))


class Span(_Written):
    field: str
    at_most: Annotated[int, Field(ge=1, le=3650)]


class DaysSince(Condition):
    """Holds up to `at_most` days after the date in a profile field, and before that date too."""

    days_since: Span

    def facts(self) -> frozenset[str]:
        return frozenset({fact_name(self.days_since.field)})

    def holds(self, facts: Facts, now: datetime) -> Finding:
        days, why = _days_since(facts, self.days_since, now)
        return Finding(None if days is None else days <= self.days_since.at_most, why)


class DaysUntil(Condition):
    """Holds from `at_most` days before a date on, up to that day."""

    days_until: Span

    def facts(self) -> frozenset[str]:
        return frozenset({fact_name(self.days_until.field)})

    def holds(self, facts: Facts, now: datetime) -> Finding:
        days, why = _days_since(facts, self.days_until, now)
        return Finding(None if days is None else 0 <= -days <= self.days_until.at_most, why)


def _days_since(facts: Facts, span: Span, now: datetime) -> tuple[int | None, str]:
    """How long ago the date is, counted in the person's own zone, and that in words; None when there is no date."""
    label, value = span.field.replace("_", " "), facts.value(span.field)
    if value is None:
        return None, f"{label} is unknown"
    day = day_of(value)
    if day is None:
        return None, f"{label} “{value}” is not a date"
    days = (now.astimezone(facts.zone).date() - day).days
    return days, f"{label} {_ago(days)} (limit {span.at_most} days)"


def _ago(days: int) -> str:
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return f"{count} ago" if days > 0 else f"in {count}"
