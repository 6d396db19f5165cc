"""What a workspace is made of. Plain values; whoever changes one tells the listeners with a `Happening`."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local_slack.clock import Clock
from local_slack.manifest import DisplayInformation, Manifest

Json = dict[str, Any]


@dataclass
class User:
    id: str
    name: str
    real_name: str
    title: str = ""
    email: str = ""
    tz: str = "America/New_York"
    team_id: str = ""
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_owner: bool = False
    fields: dict[str, str] = field(default_factory=dict)  # custom profile field id -> value


@dataclass
class UserGroup:
    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    enabled: bool = True


@dataclass
class Message:
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None  # the parent's ts, on replies only
    reply_broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    edited: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    ephemeral_to: str | None = None  # user id: only this person sees it
    client_msg_id: str | None = None
    username: str | None = None  # shown instead of the bot's name
    icons: Json | None = None


@dataclass
class Conversation:
    id: str
    kind: str  # "channel" (public) | "group" (private) | "im" | "mpim"
    name: str = ""
    members: set[str] = field(default_factory=set)
    topic: str = ""
    is_archived: bool = False
    is_ext_shared: bool = False
    creator: str = ""
    created: int = 0
    pins: list[str] = field(default_factory=list)  # ts
    bookmarks: list[Json] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)  # user id -> ts
    messages: dict[str, Message] = field(default_factory=dict)  # ts -> message, in order, replies included


@dataclass
class View:
    id: str
    kind: str  # "modal" | "home"
    user: str
    payload: Json  # as the app sent it: type, title, blocks, callback_id, private_metadata, ...
    hash: str
    values: Json = field(default_factory=dict)  # block_id -> action_id -> the element's state, as Slack sends it
    root_view_id: str = ""
    previous_view_id: str | None = None
    external_id: str = ""


@dataclass
class Trigger:
    id: str
    user: str
    issued: float  # monotonic seconds: triggers expire in real time
    used: bool = False
    view_id: str | None = None  # the modal it was issued from, for views.push


@dataclass
class ResponseUrl:
    key: str
    kind: str  # "commands" | "actions"
    user: str
    channel: str
    message_ts: str | None  # the message the action came from
    issued: float
    posts: int = 0


@dataclass
class Token:
    value: str
    kind: str  # "bot" | "app" | "user"
    scopes: set[str]
    user: str
    revoked: bool = False


@dataclass(frozen=True)
class Happening:
    """Something changed. `kind` is one of the names in `HAPPENINGS`; the other fields are those that the kind has."""

    kind: str
    user: str = ""  # who did it, or whom it concerns
    conversation: Conversation | None = None
    message: Message | None = None
    previous: Message | None = None
    view: View | None = None
    group: UserGroup | None = None
    details: Json = field(default_factory=dict)


HAPPENINGS = (
    "message_posted",
    "message_changed",
    "message_deleted",
    "ephemeral_posted",
    "reaction_added",
    "reaction_removed",
    "member_joined",
    "member_left",
    "channel_created",
    "channel_renamed",
    "channel_archived",
    "channel_unarchived",
    "user_changed",
    "profile_fields_changed",
    "team_joined",
    "usergroup_changed",
    "home_opened",
    "home_published",
    "view_opened",
    "view_updated",
    "view_closed",
    "status_set",
    "tokens_revoked",
    "app_uninstalled",
    "link_shared",
    "clock_moved",
    "call_made",
    "envelope_changed",
    "sockets_changed",
    "restored",
)


class State:
    """One workspace with one installed app (the bot) and, for Slack Connect, people of one external team."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.manifest = Manifest(display_information=DisplayInformation(name="App"))
        self.trigger_seconds = 3.0
        self.base_url = ""  # set by the server once its port is known, e.g. http://127.0.0.1:8700
        self.team: Json = {}  # id, name, domain
        self.external_team: Json = {}
        self.profile_fields: list[Json] = []  # id, label, type
        self.users: dict[str, User] = {}
        self.groups: dict[str, UserGroup] = {}
        self.conversations: dict[str, Conversation] = {}
        self.views: dict[str, View] = {}
        self.modal_stacks: dict[str, list[str]] = {}  # user id -> view ids, the last is on top
        self.homes: dict[str, str] = {}  # user id -> view id
        self.tokens: dict[str, Token] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, Json] = {}
        self.file_bytes: dict[str, bytes] = {}
        self.emoji: dict[str, str] = {}  # custom emoji name -> image address
        self.scheduled: dict[str, Json] = {}  # scheduled message id -> channel, post_at, arguments
        self.statuses: dict[
            tuple[str, str], Json
        ] = {}  # (channel, thread ts) -> the assistant's status, title and prompts
        self.streams: set[tuple[str, str]] = set()  # (channel, ts) of messages that the app is still writing
        self.socket_tickets: set[str] = set()
        self.calls: list[Json] = []  # every Web API call: method, arguments, answer, ms, problems
        self.app: Json = {}  # app_id, bot_user, bot_id, signing_secret, bot_token, app_token
        self._numbers = itertools.count(1)
        self._listeners: list[Callable[[Happening], None]] = []

    def new_id(self, prefix: str) -> str:
        """Ids that look like Slack's and come in the same order on every run: U0000001, C0000002, …"""
        return f"{prefix}{next(self._numbers):08X}"

    def subscribe(self, listener: Callable[[Happening], None]) -> None:
        self._listeners.append(listener)

    def tell(self, happening: Happening) -> None:
        for listener in self._listeners:
            listener(happening)
