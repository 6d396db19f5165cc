"""A small policy with everything that one has to have, to be changed in the one place that a test is about."""

from copy import deepcopy
from typing import Any

from bot.desk.policy import Policy

Values = dict[str, Any]

TARGETS = {
    "P1": {"first_response": "15m", "resolution": "2h"},
    "P2": {"first_response": "30m", "resolution": "4h"},
    "P3": {"first_response": "1h", "resolution": "8h"},
    "P4": {"first_response": "4h"},
}
_SURVEY = {"delay": "24h", "question": "How was it?"}
_POLICY: Values = {
    "desk": {
        "name": "Northwind IT",
        "ticket_key": "HD",
        "zone": "America/New_York",
        "calendar": "office",
        "owners": "desk-owners",
        "leads": "it-leads",
        "warning": "15m",
        "snooze": "15m",
        "lapses_after": "24h",
        "reopen_within_days": 7,
    },
    "calendars": {
        "office": {"zone": "America/New_York", "hours": {"mon-fri": "09:00-17:00"}},
        "late": {"zone": "America/New_York", "hours": {"mon-fri": "09:00-20:00"}},
    },
    "segments": [
        {
            "id": "executive",
            "name": "Executive",
            "tier": 1,
            "when": {"group": "executives"},
            "mode": "alongside",
            "targets": TARGETS,
            "csat": _SURVEY,
        },
        {
            "id": "standard",
            "name": "Standard",
            "tier": 3,
            "when": {"always": True},
            "mode": "offer_first",
            "targets": TARGETS,
            "csat": _SURVEY,
        },
    ],
    "pools": [
        {"id": "frontline", "name": "Help desk", "channel": "#help-desk", "group": "it-l1", "skills": ["workplace"]},
        {"id": "network", "name": "Network", "channel": "#help-network", "group": "it-network", "skills": ["network"]},
    ],
    "categories": [
        {"id": "vpn", "name": "VPN", "skill": "network"},
        {"id": "other", "name": "Something else", "skill": "workplace"},
    ],
}


def policy_values() -> Values:
    """What a policy file holds, for a test to break."""
    return deepcopy(_POLICY)


def make_policy(**changes: Values) -> Policy:
    """`make_policy(executive={"calendar": "late"})` changes the parts with these ids; `desk={…}` the desk,
    `bursts={…}` what the leads are told of, and `behaviour={…}` what a habit is.
    """
    values = policy_values()
    parts = {part["id"]: part for kind in ("segments", "pools", "categories") for part in values[kind]}
    for name, change in changes.items():
        (values.setdefault(name, {}) if name in ("desk", "bursts", "behaviour") else parts[name]).update(change)
    return Policy.model_validate(values)
