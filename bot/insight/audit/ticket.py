"""One ticket of the past, as the audit needs it. What an export does not tell is None, and counts nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Dimension(StrEnum):
    """What is known of a requester. The values are the names under which a rule of the policy asks for them."""

    DEPARTMENT = "department"
    ROLE = "title"
    LOCATION = "location"
    EMPLOYMENT = "employment_type"
    ASSET = "device"
    TENURE = "start_date"


NEW_HIRE, SETTLED = "first 90 days", "longer than 90 days"
NEW_FOR_DAYS = 90


@dataclass(frozen=True)
class PastTicket:
    """Times are hours: of resolution in the open hours of the desk, of work as the agents booked it."""

    number: str
    requester: str
    opened: datetime
    category: str | None = None
    priority: str | None = None  # P1 to P4
    resolution: float | None = None
    first_response: float | None = None
    work: float | None = None
    escalated: bool | None = None
    reopened: bool | None = None
    attributes: Mapping[Dimension, str] = field(default_factory=dict)
