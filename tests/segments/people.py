"""People as Slack describes them: a test says only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from bot.segments.facts import Fact, Facts

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday


def person(groups: tuple[str, ...] | None = (), who: dict[str, Any] | None = None, **named: str) -> Facts:
    """Somebody with these user groups (None: Slack could not be asked) and profile fields; `who` has the rest."""
    facts = {label: Fact(value=value, source="Slack profile", as_of=NOON) for label, value in named.items()}
    usual = {"person_id": "U0ANA", "name": "ana", "tz": "America/New_York"}
    return Facts(**usual | {"named": facts, "groups": None if groups is None else frozenset(groups)} | (who or {}))


GUEST = {"is_guest": True}
EXTERNAL = {"is_external": True}
