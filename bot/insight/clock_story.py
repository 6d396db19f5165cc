"""How a clock came to its deadline: what it counted, where it stood and when nobody was at work."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.insight.evidence import Clock, ClockState, Evidence, Span
from bot.insight.exact import length, moment, stretch

_MOST_SPANS = 12  # the newest: they explain the present
_WORDS = {"counted": "counted", "paused": "paused", "closed": "outside the hours"}


@dataclass(frozen=True)
class _Stretch:
    kind: str
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def clock_lines(clock: Clock, state: ClockState, evidence: Evidence) -> Iterator[str]:
    """Target and calendar, how it stands, then every stretch of time since the start."""
    target = length(timedelta(seconds=clock.target_seconds))
    yield f"Target {target} on the calendar “{clock.calendar}”, promised to {clock.segment_id}."
    yield f"Started {moment(clock.started_at, evidence.zone)}, {_standing(clock, state, evidence)}."
    stretches = _joined(state.spans(evidence.now))
    if stretches:
        yield f"In all {_totals(stretches)}."
    if len(stretches) > _MOST_SPANS:
        yield f"{len(stretches) - _MOST_SPANS} earlier stretches are left out."
    for each in stretches[-_MOST_SPANS:]:
        yield f"{stretch(each.start, each.end, evidence.zone)} {_WORDS[each.kind]} ({length(each.length)})"


def _standing(clock: Clock, state: ClockState, evidence: Evidence) -> str:
    if clock.state == "cancelled":
        return "cancelled: nobody waits for it any more"
    if clock.state == "breached":
        return _breach(clock, evidence)
    if clock.fulfilled_at is not None:
        return f"met {moment(clock.fulfilled_at, evidence.zone)}{_deadline(clock, evidence)}"
    left = length(state.remaining(evidence.now))
    if clock.state == "paused":
        return f"paused with {left} left"
    return f"running{_deadline(clock, evidence)}, {left} left"


def _breach(clock: Clock, evidence: Evidence) -> str:
    at = f" {moment(clock.breached_at, evidence.zone)}" if clock.breached_at else ""
    how = ", by the change of the target" if clock.by_retarget else ""
    if clock.fulfilled_at is None:
        return f"breached{at}{how}, still open"
    return f"breached{at}{how}, done {moment(clock.fulfilled_at, evidence.zone)}"


def _deadline(clock: Clock, evidence: Evidence) -> str:
    return f", due {moment(clock.due_at, evidence.zone)}" if clock.due_at else ""


def _joined(spans: Iterable[Span]) -> list[_Stretch]:
    """Neighbours of one kind are one stretch."""
    joined: list[_Stretch] = []
    for span in spans:
        kind = str(span.kind)
        if joined and joined[-1].kind == kind and joined[-1].end == span.start:
            joined[-1] = _Stretch(kind, joined[-1].start, span.end)
        else:
            joined.append(_Stretch(kind, span.start, span.end))
    return joined


def _totals(stretches: Sequence[_Stretch]) -> str:
    sums: dict[str, timedelta] = {}
    for each in stretches:
        sums[each.kind] = sums.get(each.kind, timedelta()) + each.length
    return ", ".join(f"{length(total)} {_WORDS[kind]}" for kind, total in sums.items())
