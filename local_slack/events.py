"""The Events API: what happens in the workspace, as the payloads that the app subscribed to and may see."""

import secrets
from collections.abc import Callable, Iterator

from local_slack import message_events, people, views
from local_slack.conversations import as_json as conversation_as_json
from local_slack.conversations import direct
from local_slack.delivering import EVENTS
from local_slack.scopes import EVENT_SCOPES
from local_slack.state import Conversation, Happening, Json, State

Event = tuple[str, Json]  # the name it is subscribed to by, and the inner event
Send = Callable[[str, Json, str], object]  # envelope kind, payload, summary

SUBTEAM_USERS_SHOWN = 500


class EventFeed:
    """Listens to the state and sends the app its events."""

    def __init__(self, state: State, send: Send) -> None:
        self._state = state
        self._send = send

    def hear(self, happening: Happening) -> None:
        """Sends nothing that the app is not subscribed to, not scoped for, or not a member to see."""
        if not self._sees(happening):
            return
        for name, event in _events(self._state, happening):
            if self._may_hear(name):
                payload = wrap(self._state, event, happening.conversation)
                self._send(EVENTS, payload, _summary(event))

    def _may_hear(self, name: str) -> bool:
        token = self._state.tokens[self._state.app["bot_token"]]
        needed = EVENT_SCOPES[name]
        return name in self._state.manifest.bot_events and (not needed or bool(token.scopes & set(needed)))

    def _sees(self, happening: Happening) -> bool:
        conversation, bot = happening.conversation, self._state.app["bot_user"]
        if conversation is None or bot in conversation.members or happening.user == bot:
            return True
        return conversation.kind == "channel" and happening.kind.startswith("channel_")


def wrap(state: State, event: Json, conversation: Conversation | None = None) -> Json:
    """The outer payload. The team is the one that authorised the app, whoever the author is."""
    team, app = state.team["id"], state.app
    authorization = {"enterprise_id": None, "team_id": team, "user_id": app["bot_user"], "is_bot": True}
    return {
        "token": "verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app["app_id"],
        "event": event,
        "type": "event_callback",
        "event_id": state.new_id("Ev"),
        "event_time": int(state.clock.now().timestamp()),
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": bool(conversation and conversation.is_ext_shared),
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def _events(state: State, happening: Happening) -> Iterator[Event]:
    write = _WRITERS.get(happening.kind)
    for name, event in write(state, happening) if write else ():
        yield name, {"event_ts": state.clock.ts(), **event}


def _reaction(_: State, happening: Happening) -> Iterator[Event]:
    conversation, message = happening.conversation, happening.message
    assert conversation
    assert message
    event = {
        "type": happening.kind,
        "user": happening.user,
        "reaction": happening.details["reaction"],
        "item": {"type": "message", "channel": conversation.id, "ts": message.ts},
        "item_user": message.user,
    }
    yield happening.kind, event


def _membership(state: State, happening: Happening) -> Iterator[Event]:
    conversation = happening.conversation
    assert conversation
    name = {"member_joined": "member_joined_channel", "member_left": "member_left_channel"}[happening.kind]
    event = {
        "type": name,
        "user": happening.user,
        "channel": conversation.id,
        "channel_type": "C" if conversation.kind == "channel" else "G",
        "team": state.users[happening.user].team_id,
    }
    yield name, event | {key: value for key, value in happening.details.items() if key == "inviter"}


def _channel(_: State, happening: Happening) -> Iterator[Event]:
    conversation = happening.conversation
    assert conversation
    family = "channel" if conversation.kind == "channel" else "group"
    verb = {"renamed": "rename", "archived": "archive", "unarchived": "unarchive"}[happening.kind.split("_")[1]]
    shown: Json = {"channel": conversation.id, "user": happening.user}
    if verb == "rename":
        shown = {"channel": {"id": conversation.id, "name": conversation.name, "created": conversation.created}}
    yield f"{family}_{verb}", {"type": f"{family}_{verb}", **shown}


def _channel_created(state: State, happening: Happening) -> Iterator[Event]:
    conversation = happening.conversation
    assert conversation
    if conversation.kind == "channel":
        shown = conversation_as_json(state, conversation, state.app["bot_user"])
        yield "channel_created", {"type": "channel_created", "channel": shown}


def _user(state: State, happening: Happening) -> Iterator[Event]:
    """Custom fields are not among these: Slack sends nothing when one of them changes."""
    user = state.users[happening.user]
    with_email = "users:read.email" in state.tokens[state.app["bot_token"]].scopes
    shown = people.as_json(state, user, with_email=with_email)
    names = ("team_join",) if happening.kind == "team_joined" else ("user_change", "user_profile_changed")
    for name in names:
        yield name, {"type": name, "user": shown, "cache_ts": int(state.clock.now().timestamp())}


def _group(state: State, happening: Happening) -> Iterator[Event]:
    group, details = happening.group, happening.details
    assert group
    shown = people.group_as_json(state, group)
    shown["users"] = group.users[:SUBTEAM_USERS_SHOWN]
    name = "subteam_created" if details.get("created") else "subteam_updated"
    yield name, {"type": name, "subteam": shown}
    added, removed = details.get("added", []), details.get("removed", [])
    if added or removed:
        yield "subteam_members_changed", _members_changed(state, group.id, added, removed)


def _members_changed(state: State, group_id: str, added: list[str], removed: list[str]) -> Json:
    return {
        "type": "subteam_members_changed",
        "subteam_id": group_id,
        "team_id": state.team["id"],
        "date_previous_update": 0,
        "date_update": int(state.clock.now().timestamp()),
        "added_users": added,
        "added_users_count": str(len(added)),
        "removed_users": removed,
        "removed_users_count": str(len(removed)),
    }


def _home(state: State, happening: Happening) -> Iterator[Event]:
    channel = direct(state, {happening.user, state.app["bot_user"]})
    event = {
        "type": "app_home_opened",
        "user": happening.user,
        "channel": channel.id,
        "tab": happening.details["tab"],
    }
    view = state.views.get(state.homes.get(happening.user, ""))
    if view and event["tab"] == "home":
        event["view"] = views.as_json(state, view)
    yield "app_home_opened", event


def _tokens_revoked(_: State, happening: Happening) -> Iterator[Event]:
    yield "tokens_revoked", {"type": "tokens_revoked", "tokens": happening.details["tokens"]}


def _app_uninstalled(_: State, __: Happening) -> Iterator[Event]:
    yield "app_uninstalled", {"type": "app_uninstalled"}


_WRITERS: dict[str, Callable[[State, Happening], Iterator[Event]]] = {
    "message_posted": message_events.posted,
    "message_changed": message_events.changed,
    "message_deleted": message_events.deleted,
    "reaction_added": _reaction,
    "reaction_removed": _reaction,
    "member_joined": _membership,
    "member_left": _membership,
    "channel_created": _channel_created,
    "channel_renamed": _channel,
    "channel_archived": _channel,
    "channel_unarchived": _channel,
    "user_changed": _user,
    "team_joined": _user,
    "usergroup_changed": _group,
    "home_opened": _home,
    "tokens_revoked": _tokens_revoked,
    "app_uninstalled": _app_uninstalled,
}


def _summary(event: Json) -> str:
    kind = f"{event['type']}.{event['subtype']}" if event.get("subtype") else event["type"]
    text = event.get("text") or event.get("reaction") or event.get("tab") or ""
    return f"{kind} {text}"[:80].strip()
