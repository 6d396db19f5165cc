"""What Slack delivered, told by kind and name, whatever shape it came in."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Payload = dict[str, Any]


class Kind(StrEnum):
    COMMAND = "command"
    EVENT = "event"
    ACTION = "action"
    SUBMISSION = "submission"
    SHORTCUT = "shortcut"


@dataclass(frozen=True)
class Arrival:
    """`id` is Slack's own id of the delivery: the same thing delivered twice has the same. `name` is the command, the
    action id, the callback id or the type of the event.
    """

    id: str
    kind: Kind
    name: str
    person_id: str
    payload: Payload

    @property
    def route(self) -> tuple[Kind, str]:
        return self.kind, self.name

    @property
    def trigger_id(self) -> str:
        return str(self.payload.get("trigger_id", ""))

    @property
    def response_url(self) -> str | None:
        """Where the person can be answered so that only they see it; None when it came from a form or from the home."""
        return self.payload.get("response_url") or None

    @property
    def event(self) -> Payload:
        event: Payload = self.payload["event"]
        return event

    @property
    def action(self) -> Payload:
        action: Payload = self.payload["actions"][0]
        return action

    @property
    def view(self) -> Payload:
        view: Payload = self.payload["view"]
        return view


def read_arrival(body: Payload) -> Arrival | None:
    """None for what carries no intent that anybody could act on."""
    if "command" in body:
        return Arrival(_id(body), Kind.COMMAND, str(body["command"]), str(body["user_id"]), body)
    match body.get("type"):
        case "event_callback":
            return _event(body)
        case "block_actions":
            return Arrival(_id(body), Kind.ACTION, str(body["actions"][0]["action_id"]), _person(body), body)
        case "view_submission":
            return Arrival(_form_id(body), Kind.SUBMISSION, str(body["view"]["callback_id"]), _person(body), body)
        case "shortcut" | "message_action":
            return Arrival(_id(body), Kind.SHORTCUT, str(body["callback_id"]), _person(body), body)
        case _:
            return None


def _event(body: Payload) -> Arrival | None:
    event = body.get("event")
    if not isinstance(event, dict):
        return None
    person = event.get("user")
    person_id = person.get("id", "") if isinstance(person, dict) else person
    return Arrival(_id(body), Kind.EVENT, str(event.get("type", "")), str(person_id or ""), body)


def _person(body: Payload) -> str:
    return str(body["user"]["id"])


def _id(body: Payload) -> str:
    return str(body.get("event_id") or body.get("trigger_id") or _fingerprint(body))


def _form_id(body: Payload) -> str:
    """A form is sent once, however often its button was pressed before it closed."""
    return f"form:{body['view']['id']}" if body["view"].get("id") else _id(body)


def _fingerprint(body: Payload) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def at(ts: str) -> datetime:
    """The moment of a Slack timestamp."""
    seconds, _, micros = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micros.ljust(6, "0")[:6] or 0))
