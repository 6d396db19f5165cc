"""What one person sees of the workspace: the sidebar, conversations, threads, modals and their App Home."""

from zoneinfo import ZoneInfo

from local_slack import conversations, messages, people, views
from local_slack.reading import Reader
from local_slack.state import Conversation, Json, Message, State, User, View


def overview(state: State, viewer: User) -> Json:
    """Everything around the messages."""
    visible = [c for c in state.conversations.values() if conversations.can_see(state, c, viewer)]
    conversations.direct(state, {viewer.id, state.app["bot_user"]})
    bot = state.users[state.app["bot_user"]]
    manifest, now = state.manifest, state.clock.now()
    return {
        "team": state.team,
        "now": now.isoformat(),
        "tz_now": now.astimezone(ZoneInfo(viewer.tz)).isoformat(),
        "me": _person(state, viewer),
        "bot": {"id": bot.id, "name": bot.name, "real_name": bot.real_name},
        "people": [_person(state, user) for user in state.users.values()],
        "channels": [_channel(c, viewer) for c in visible if c.kind in ("channel", "group")],
        "dms": [_dm(state, c, viewer) for c in state.conversations.values() if _is_dm_of(c, viewer)],
        "groups": [{"id": g.id, "handle": g.handle, "name": g.name, "users": g.users} for g in state.groups.values()],
        "profile_fields": [{"id": field["id"], "label": field["label"]} for field in state.profile_fields],
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.slash_commands
        ],
        "shortcuts": [{"name": s.name, "type": s.type, "callback_id": s.callback_id} for s in manifest.shortcuts],
        "home_enabled": manifest.app_home.home_tab_enabled,
        "messages_enabled": manifest.app_home.messages_tab_enabled,
    }


def top_level(state: State, conversation: Conversation, viewer: User) -> list[Json]:
    """The conversation without the replies in its threads, save those that were sent to the channel as well."""
    shown = [m for m in _for(conversation, viewer) if not m.thread_ts or m.reply_broadcast]
    return [message(state, conversation, m, viewer) for m in shown]


def thread(state: State, conversation: Conversation, parent_ts: str, viewer: User) -> list[Json]:
    """The parent first, then the replies."""
    shown = [m for m in _for(conversation, viewer) if parent_ts in (m.ts, m.thread_ts)]
    return [message(state, conversation, m, viewer) for m in shown]


def message(state: State, conversation: Conversation, shown: Message, viewer: User) -> Json:
    """Slack's own JSON, with who wrote it, where, and `readable`: the words that the viewer reads."""
    author = state.users[shown.user]
    as_json = messages.as_json(state, conversation, shown)
    return {
        **as_json,
        "author": {
            "id": author.id,
            "name": shown.username or author.name,
            "real_name": shown.username or author.real_name,
            "is_bot": author.is_bot,
        },
        "ephemeral": shown.ephemeral_to is not None,
        "channel": conversation.id,
        "readable": Reader(state, viewer).message(as_json),
    }


def open_views(state: State, viewer: User) -> Json:
    """The stack of modals, the last one on top, and the App Home."""
    stack = [state.views[view_id] for view_id in state.modal_stacks.get(viewer.id, [])]
    home = state.views.get(state.homes.get(viewer.id, ""))
    return {"modals": [view(state, v, viewer) for v in stack], "home": view(state, home, viewer) if home else None}


def view(state: State, shown: View, viewer: User) -> Json:
    as_json = views.as_json(state, shown)
    return {**as_json, "readable": Reader(state, viewer).view(as_json)}


def mark_read(conversation: Conversation, viewer: User) -> None:
    if viewer.id in conversation.members and conversation.messages:
        conversation.last_read[viewer.id] = max(conversation.messages)


def _for(conversation: Conversation, viewer: User) -> list[Message]:
    return [m for m in conversation.messages.values() if m.ephemeral_to in (None, viewer.id)]


def _unread(conversation: Conversation, viewer: User) -> int:
    read = conversation.last_read.get(viewer.id, "")
    return sum(m.ts > read and m.user != viewer.id for m in _for(conversation, viewer))


def _is_dm_of(conversation: Conversation, viewer: User) -> bool:
    return conversation.kind in ("im", "mpim") and viewer.id in conversation.members


def _person(state: State, user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "is_bot": user.is_bot,
        "is_guest": people.is_guest(user),
        "is_external": people.is_external(state, user),
        "tz": user.tz,
        "color": people.color(user),
        "fields": _fields_by_label(state, user),
    }


def _fields_by_label(state: State, user: User) -> dict[str, str]:
    labels = {field["id"]: field["label"] for field in state.profile_fields}
    return {labels[field_id]: value for field_id, value in user.fields.items()}


def _channel(conversation: Conversation, viewer: User) -> Json:
    return {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind,
        "is_member": viewer.id in conversation.members,
        "is_private": conversation.kind == "group",
        "is_ext_shared": conversation.is_ext_shared,
        "is_archived": conversation.is_archived,
        "topic": conversation.topic,
        "unread": _unread(conversation, viewer),
    }


def _dm(state: State, conversation: Conversation, viewer: User) -> Json:
    others = sorted(conversation.members - {viewer.id})
    names = [state.users[other].real_name for other in others]
    return {
        "id": conversation.id,
        "user": others[0] if others else viewer.id,
        "name": ", ".join(names),
        "unread": _unread(conversation, viewer),
    }
