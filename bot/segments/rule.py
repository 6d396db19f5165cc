"""The rule by which a segment recognises its people: a condition, or several joined by any, all and not.

A condition on something unknown neither holds nor fails. It stays unknown through the joints, so that nobody enters a
segment because a profile could not be read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from bot.segments.condition import (
    Always,
    Condition,
    DaysSince,
    DaysUntil,
    FieldIs,
    Finding,
    HasAsset,
    HasHabit,
    InGroup,
    IsExternal,
    IsGuest,
)
from bot.segments.facts import Facts


def _is_no_always(part: Condition) -> Condition:
    if isinstance(part, Always):
        raise PydanticCustomError(
            "joined_always", "a condition on something: among others “always: true” decides everything, or nothing"
        )
    return part


class Not(Condition):
    not_: Annotated["Rule", Field(alias="not"), AfterValidator(_is_no_always)]

    def parts(self) -> Sequence[Condition]:
        return (self.not_,)

    def holds(self, facts: Facts, now: datetime) -> Finding:
        held, reason = self.not_.holds(facts, now)
        return Finding(None if held is None else not held, reason)


class AnyOf(Condition):
    any: Annotated[tuple[Annotated["Rule", AfterValidator(_is_no_always)], ...], Field(min_length=1)]

    def parts(self) -> Sequence[Condition]:
        return self.any

    def holds(self, facts: Facts, now: datetime) -> Finding:
        found = [rule.holds(facts, now) for rule in self.any]
        held = [finding for finding in found if finding.holds]
        return held[0] if held else _together(found, settled=False)


class AllOf(Condition):
    all: Annotated[tuple[Annotated["Rule", AfterValidator(_is_no_always)], ...], Field(min_length=1)]

    def parts(self) -> Sequence[Condition]:
        return self.all

    def holds(self, facts: Facts, now: datetime) -> Finding:
        found = [rule.holds(facts, now) for rule in self.all]
        failed = [finding for finding in found if finding.holds is False]
        return failed[0] if failed else _together(found, settled=True)


def _together(found: Sequence[Finding], *, settled: bool) -> Finding:
    """`settled`, unless one of them is unknown; with the reasons of those that say so."""
    holds = None if any(finding.holds is None for finding in found) else settled
    return Finding(holds, ", ".join(finding.reason for finding in found if finding.holds is holds))


_KINDS = (
    "always",
    "any",
    "all",
    "not",
    "group",
    "field",
    "asset",
    "behaviour",
    "days_since",
    "days_until",
    "guest",
    "external",
)


def _kind(rule: Any) -> str | None:
    """Which condition it is: that of its one key. None when it has several, or one that no condition has."""
    keys: list[Any] = list(rule) if isinstance(rule, dict) else list(getattr(type(rule), "model_fields", ()))
    kind = str(keys[0]).removesuffix("_") if len(keys) == 1 else None
    return kind if kind in _KINDS else None


Rule = Annotated[
    Annotated[Always, Tag("always")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[Not, Tag("not")]
    | Annotated[InGroup, Tag("group")]
    | Annotated[FieldIs, Tag("field")]
    | Annotated[HasAsset, Tag("asset")]
    | Annotated[HasHabit, Tag("behaviour")]
    | Annotated[DaysSince, Tag("days_since")]
    | Annotated[DaysUntil, Tag("days_until")]
    | Annotated[IsGuest, Tag("guest")]
    | Annotated[IsExternal, Tag("external")],
    Discriminator(
        _kind,
        custom_error_type="unknown_condition",
        custom_error_message="exactly one condition",
        custom_error_context={"names": list(_KINDS)},
    ),
]

Not.model_rebuild()
AnyOf.model_rebuild()
AllOf.model_rebuild()
