"""What Slack delivers, as short as the desk reads it."""

from typing import Any

from bot.handlers.arrival import Arrival, Payload, read_arrival


def command(text: str = "", by: str = "U1", name: str = "/support", id: str = "1.2.command") -> Payload:  # noqa: A002
    return {"command": name, "text": text, "user_id": by, "trigger_id": id, "token": "old"}


def event(kind: str, by: str | dict[str, Any] | None = "U1", id: str = "Ev1", **values: Any) -> Payload:  # noqa: A002
    return {"type": "event_callback", "event_id": id, "event": {"type": kind, "user": by, **values}}


def message(text: str = "my vpn drops", **values: Any) -> Payload:
    """In somebody's DM with the desk, unless said otherwise."""
    return event("message", text=text, **{"channel": "D1", "channel_type": "im", "ts": "1.000001"} | values)


def click(action_id: str, value: str = "12", by: str = "U1", id: str = "1.2.click") -> Payload:  # noqa: A002
    action = {"action_id": action_id, "type": "button", "value": value}
    return {"type": "block_actions", "trigger_id": id, "user": {"id": by}, "actions": [action]}


def submission(callback: str, by: str = "U1", id: str = "1.2.form", **view: Any) -> Payload:  # noqa: A002
    view = {"type": "modal", "callback_id": callback, "private_metadata": "", "state": {"values": {}}, **view}
    return {"type": "view_submission", "trigger_id": id, "user": {"id": by}, "view": view}


def shortcut(callback: str, by: str = "U1", kind: str = "shortcut", **values: Any) -> Payload:
    return {"type": kind, "callback_id": callback, "trigger_id": "1.2.menu", "user": {"id": by}, **values}


def arrival(payload: Payload) -> Arrival:
    found = read_arrival(payload)
    assert found is not None
    return found
