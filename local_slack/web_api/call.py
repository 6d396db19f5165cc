"""One call of a Web API method: who makes it, with which arguments, and how these are read."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local_slack import conversations
from local_slack.errors import SlackError, invalid
from local_slack.state import Conversation, Json, State, Token, User

READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history", "mpim": "mpim:history"}
WRITE = {"channel": "channels:manage", "group": "groups:write", "im": "im:write", "mpim": "mpim:write"}


@dataclass
class Call:
    """A call that is authenticated. Values come as JSON or, from a form or a query string, as text."""

    state: State
    name: str
    arguments: Json
    token: Token
    warnings: list[str] = field(default_factory=list)

    @property
    def user(self) -> User:
        """Whoever the token speaks for: the bot user, for a bot token."""
        return self.state.users[self.token.user]

    def has(self, name: str) -> bool:
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        if not self.has(name):
            raise invalid("invalid_arguments", [f"missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.arguments.get(name, default)
        return value.lower() in ("1", "true") if isinstance(value, str) else bool(value)

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.arguments.get(name) or default)
        except ValueError:
            raise invalid("invalid_arguments", [f"must provide an integer [json-pointer:/{name}]"]) from None

    def names(self, name: str) -> list[str]:
        """A list that may also come as text with commas."""
        value = self.arguments.get(name) or []
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else list(value)

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """An array or object that may also come as JSON text. Raises `error` when the text is no JSON."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None

    def needs(self, *scopes: str) -> None:
        """Raises `missing_scope` unless the token has one of the scopes."""
        if not self.token.scopes & set(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.token.scopes)))

    def conversation(self, argument: str = "channel") -> Conversation:
        """The conversation named by its id or "#name". One that the caller cannot see does not exist."""
        wanted = self.required(argument)
        found = self.state.conversations.get(wanted)
        if found is None and wanted.startswith("#"):
            named = (other for other in self.state.conversations.values() if other.name == wanted[1:])
            found = next(named, None)
        if found is None or not conversations.can_see(self.state, found, self.user):
            raise SlackError("channel_not_found")
        return found

    def person(self, argument: str = "user") -> User:
        return self.user_with_id(self.required(argument))

    def user_with_id(self, user_id: str) -> User:
        user = self.state.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user


@dataclass(frozen=True)
class Method:
    """What a method does, one of which scopes it needs, whose tokens it takes and which arguments it knows."""

    run: Callable[[Call], Json]
    arguments: frozenset[str]
    scopes: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ("bot", "user")


def method(run: Callable[[Call], Json], arguments: str, *scopes: str) -> Method:
    return Method(run, frozenset(arguments.split()), scopes)


def must_be_member(call: Call, conversation: Conversation) -> None:
    if call.user.id not in conversation.members:
        raise SlackError("not_in_channel")


def must_be_live(conversation: Conversation) -> None:
    if conversation.is_archived:
        raise SlackError("is_archived")
