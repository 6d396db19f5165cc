"""Tickets of the past, with the usual values."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.insight.audit.population import Population
from bot.insight.audit.ticket import Dimension, PastTicket

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)


def make_past(department: str = "Finance", **known: Any) -> PastTicket:
    usual: dict[str, Any] = {"category": "Email", "priority": "P3", "resolution": 4.0, "escalated": False}
    attributes = {Dimension.DEPARTMENT: department, **known.pop("attributes", {})}
    return PastTicket("1", "Ana Duarte", NOON, attributes=attributes, **(usual | known))


def population(*tickets: Sequence[PastTicket]) -> Population:
    return Population([ticket for each in tickets for ticket in each])
