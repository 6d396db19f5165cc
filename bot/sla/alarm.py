"""When a clock warns: once, once more when its deadline has moved, and again when a snooze ends."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Alarm:
    """What has become of a clock's warning so far."""

    warned_for: datetime | None = None  # the deadline that the last warning named
    rearmed: bool = False
    snoozed_until: datetime | None = None
    acknowledged: bool = False

    def rings_at(self, due_at: datetime, usual: datetime) -> datetime | None:
        """`usual` is when a first warning is due. None when there is nothing to say any more."""
        if self.snoozed_until is not None:
            return self.snoozed_until if self.snoozed_until < due_at else None
        if self.warned_for is None or (self.warned_for != due_at and not self.rearmed):
            return usual
        return None

    def rung(self, due_at: datetime) -> "Alarm":
        is_second = self.warned_for not in (None, due_at)
        return replace(self, warned_for=due_at, rearmed=self.rearmed or is_second, snoozed_until=None)

    def snoozed(self, until: datetime) -> "Alarm":
        return replace(self, snoozed_until=until)

    def answered(self) -> "Alarm":
        """Somebody has taken it on: an earlier snooze is over."""
        return replace(self, acknowledged=True, snoozed_until=None)


NEVER_WARNED = Alarm()
