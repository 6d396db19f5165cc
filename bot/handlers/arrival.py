"""What Slack delivered, told by kind and name, whatever shape it came in."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.handlers.plain_text import plain_text
from bot.handlers.shape import MENU, Shape, read_shape

_WITH_VERBS = ("/desk",)
_WRITTEN = ("message", "app_mention")

Payload = dict[str, Any]


class Kind(StrEnum):
    COMMAND = "command"
    EVENT = "event"
    ACTION = "action"
    SUBMISSION = "submission"
    SHORTCUT = "shortcut"


@dataclass(frozen=True)
class Arrival:
    """`id` is Slack's own id of the delivery, or a message's place and time: the same thing delivered twice, or read
    back, has the same. `name` is the command, with its verb if it has one, the action id, the callback id or the type
    of the event.
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
        """Its value is what stands behind the verb, where it was chosen from a menu."""
        action: Payload = self.payload["actions"][0]
        if action.get("type") == MENU:
            return {**action, "value": action["selected_option"]["value"].partition(":")[2]}
        return action

    @property
    def view(self) -> Payload:
        view: Payload = self.payload["view"]
        return view


def read_arrival(body: Payload) -> Arrival | None:
    """None for what carries no intent that anybody could act on."""
    read = read_shape(body)
    found = _kind_and_name(read[0]) if read is not None else None
    if read is None or found is None:
        return None
    shape, kept = read
    person_id = shape.event.person_id if shape.event else shape.person_id
    return Arrival(_id(shape, kept), *found, person_id, kept)


def _kind_and_name(shape: Shape) -> tuple[Kind, str] | None:
    if shape.command is not None:
        return Kind.COMMAND, _command(shape.command, shape.text)
    match shape.type:
        case "event_callback" if shape.event:
            return Kind.EVENT, shape.event.type
        case "block_actions" if shape.actions:
            return Kind.ACTION, shape.actions[0].verb
        case "view_submission" if shape.view:
            return Kind.SUBMISSION, shape.view.callback_id
        case "shortcut" | "message_action":
            return Kind.SHORTCUT, shape.callback_id
        case _:
            return None


def _command(command: str, text: str) -> str:
    """What follows `/support` is a question; `/desk why HD-12` is another command than `/desk queue`."""
    words = plain_text(text).split(None, 1) if command in _WITH_VERBS else []
    return " ".join([command, *(word.lower() for word in words[:1])])


def _id(shape: Shape, body: Payload) -> str:
    """A form is sent once, however often its button was pressed before it closed. A message is known by where and when
    it was written: read back from Slack it has no `event_id`. A mention comes twice, as the message and as itself, and
    each asks for something else.
    """
    if shape.type == "view_submission" and shape.view and shape.view.id:
        return f"form:{shape.view.id}"
    event = shape.event
    if event and event.type in _WRITTEN and event.channel and event.ts:
        return f"{event.type}:{event.channel}:{event.ts}"
    return shape.event_id or shape.trigger_id or _fingerprint(body)


def _fingerprint(body: Payload) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def at(ts: str) -> datetime:
    """The moment of a Slack timestamp."""
    seconds, _, micros = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(micros.ljust(6, "0")[:6] or 0))
