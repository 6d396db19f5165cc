"""People as Slack describes them: a test says only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from bot.segments.behaviour import Habit, HabitName, HabitWindow
from bot.segments.facts import Fact, Facts

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday


def person(groups: tuple[str, ...] | None = (), who: dict[str, Any] | None = None, **named: str) -> Facts:
    """Somebody with these user groups (None: Slack could not be asked) and profile fields; `who` has the rest."""
    facts = {label: Fact(value=value, source="Slack profile", as_of=NOON) for label, value in named.items()}
    usual = {"person_id": "U0ANA", "name": "ana", "tz": "America/New_York"}
    return Facts(**usual | {"named": facts, "groups": None if groups is None else frozenset(groups)} | (who or {}))


def device(tag: str = "NW-1", **known: str) -> dict[str, Fact]:
    """One of their devices, as the list of assets describes it."""
    told = {"device": tag, **known}
    return {name: Fact(value=value, source="asset list", as_of=NOON) for name, value in told.items()}


def habit(name: str, count: int, at_least: int = 5, within_days: int = 30) -> Habit:
    return Habit(name=HabitName(name), count=count, window=HabitWindow(at_least=at_least, within_days=within_days))


GUEST = {"is_guest": True}
EXTERNAL = {"is_external": True}
