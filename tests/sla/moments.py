"""A calendar, a goal and a way to write times, shared by the tests of the clocks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.sla import transition
from bot.sla.business_hours import Calendar
from bot.sla.clock import ClockEvent
from bot.sla.clock_state import ClockState
from bot.sla.fold import fold
from bot.sla.target import Goal, Metric

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = {"zone": "America/New_York", "hours": {"mon-fri": "09:00-17:00"}}


def ny(text: str) -> datetime:
    """A time in New York: "mon 09:00" of the week of 1 June 2026, "+mon 09:00" of the next one, or an ISO time."""
    if text[0].isdigit():
        return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)
    day, time = text.removeprefix("+").split(" ")
    date = 1 + ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(day) + (7 if text.startswith("+") else 0)
    return datetime.fromisoformat(f"2026-06-{date:02} {time}").replace(tzinfo=NEW_YORK)


def calendar(**changes: Any) -> Calendar:
    return Calendar.model_validate(OFFICE | changes)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)


def make_goal(target: timedelta, lead: timedelta | None = None, **changes: Any) -> Goal:
    return Goal(
        target=target,
        lead=minutes(15) if lead is None else lead,
        calendar=changes.get("calendar") or calendar(),
        calendar_name="office",
        segment_id="standard",
    )


class ClockStory:
    """A clock and what happens to it, told in the order in which it is recorded."""

    def __init__(self, goal: Goal, at: str, metric: Metric = Metric.RESOLUTION) -> None:
        self.clock, activation = transition.start(1, metric, goal, ny(at))
        self.events = [activation]

    @property
    def state(self) -> ClockState:
        return fold(self.events)

    def then(self, what: Callable[..., list[ClockEvent]], *details: Any) -> list[ClockEvent]:
        """Appends what the transition returns, and returns that."""
        added = what(self.state, *details)
        self.events += added
        return added

    def paused(self, at: str) -> "ClockStory":
        self.then(transition.pause, ny(at), "waiting_on_requester")
        return self

    def resumed(self, at: str) -> "ClockStory":
        self.then(transition.resume, ny(at))
        return self

    def fulfilled(self, at: str) -> "ClockStory":
        self.then(transition.fulfil, ny(at))
        return self
