"""Which segment a person belongs to, and why."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.segments.condition import Finding
from bot.segments.facts import Facts
from bot.segments.segment import Segment


class Match(BaseModel):
    """A segment whose rule was tried, and what the rule found."""

    model_config = ConfigDict(frozen=True)

    segment_id: str
    reason: str


class SegmentDecision(BaseModel):
    """The winner, every other segment that matched, those that did not, and the facts they were judged by."""

    model_config = ConfigDict(frozen=True)

    winner: str
    matches: tuple[Match, ...]  # in the order of the policy; the first is the winner
    rejected: tuple[Match, ...]
    facts: Facts
    at: datetime

    @property
    def reason(self) -> str:
        return self.matches[0].reason

    @property
    def matching_ids(self) -> tuple[str, ...]:
        """The winner first."""
        return tuple(match.segment_id for match in self.matches)


def decide(facts: Facts, segments: Sequence[Segment], now: datetime) -> SegmentDecision:
    """Try the segments in order. The last is for whom no other claims, so it never matches beside another."""
    *ruled, default = segments
    found = [(segment.id, segment.when.holds(facts, now)) for segment in ruled]
    matches = _those([(name, finding) for name, finding in found if finding.holds])
    rejected = _those([(name, finding) for name, finding in found if not finding.holds])
    matches = matches or _those([(default.id, default.when.holds(facts, now))])
    return SegmentDecision(winner=matches[0].segment_id, matches=matches, rejected=rejected, facts=facts, at=now)


def _those(found: Sequence[tuple[str, Finding]]) -> tuple[Match, ...]:
    return tuple(Match(segment_id=name, reason=finding.reason) for name, finding in found)
