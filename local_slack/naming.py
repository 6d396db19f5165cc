"""What people and channels may be called."""

import re

from local_slack.addressing import ImpossibleError
from local_slack.state import Conversation, State

CHANNEL_NAME = re.compile(r"[\w-]+")
LONGEST = 80  # characters of a channel's name
PERSON_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def check_channel(state: State, name: str, renamed: Conversation | None = None) -> None:
    """For a new channel, or for one that is renamed. Raises `ImpossibleError`."""
    if not CHANNEL_NAME.fullmatch(name) or name != name.lower() or len(name) > LONGEST:
        rule = f"up to {LONGEST} lower-case letters, digits, - and _, without blanks"
        raise ImpossibleError(f"A channel cannot be called {name!r}: its name has {rule}.")
    channels = (other for other in state.conversations.values() if other.kind in ("channel", "group"))
    if any(other.name == name and other is not renamed for other in channels):
        raise ImpossibleError(f"There is a channel #{name} already.")


def check_person(state: State, name: str) -> None:
    """For somebody new. Raises `ImpossibleError`."""
    if not PERSON_NAME.fullmatch(name):
        rule = "lower-case letters, digits, ., - and _, without blanks"
        raise ImpossibleError(f"Nobody can be called {name!r} for short: such a name has {rule}.")
    if any(user.name == name for user in state.users.values()):
        raise ImpossibleError(f"There is somebody called {name!r} already.")
