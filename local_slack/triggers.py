"""Trigger ids: what lets an app open a modal right after a person did something. They last three seconds, once."""

import secrets
import time

from local_slack.errors import SlackError
from local_slack.state import State, Trigger


def issue(state: State, user: str, view_id: str | None = None) -> str:
    """A fresh trigger id for what `user` just did; `view_id` is the modal they did it in."""
    trigger_id = f"{state.new_id('')}.{secrets.randbelow(10**10)}.{secrets.token_hex(10)}"
    state.triggers[trigger_id] = Trigger(trigger_id, user, issued=time.monotonic(), view_id=view_id)
    return trigger_id


def find(state: State, trigger_id: str) -> Trigger:
    """The trigger, which is still good.

    Raises `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. Its age is real time: moving the
    workspace's clock must not expire what is on its way.
    """
    trigger = state.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if time.monotonic() - trigger.issued > state.trigger_seconds:
        raise SlackError("expired_trigger_id")
    return trigger
