"""Channels, private channels and DMs: who is in them, who sees them, and how Slack shows them."""

from collections.abc import Iterable

from local_slack import people
from local_slack.errors import SlackError
from local_slack.state import Conversation, Happening, Json, Message, State, User

PREFIXES = {"channel": "C", "group": "C", "im": "D", "mpim": "C"}  # private channels have C ids too, since 2021
KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def create(state: State, creator: User, name: str, *, is_private: bool = False) -> Conversation:
    """A new channel with its creator in it. Raises `name_taken`."""
    if any(other.name == name and other.kind in ("channel", "group") for other in state.conversations.values()):
        raise SlackError("name_taken")
    conversation = _add(state, "group" if is_private else "channel", {creator.id}, name)
    conversation.creator = creator.id
    state.tell(Happening("channel_created", user=creator.id, conversation=conversation))
    return conversation


def direct(state: State, members: Iterable[str]) -> Conversation:
    """The DM (two people) or group DM (more) of exactly these user ids; it is opened when there is none yet."""
    together = set(members)
    kind = "im" if len(together) == 2 else "mpim"
    for conversation in state.conversations.values():
        if conversation.kind == kind and conversation.members == together:
            return conversation
    names = sorted(state.users[member].name for member in together)
    return _add(state, kind, together, f"mpdm-{'--'.join(names)}-1" if kind == "mpim" else "")


def join(state: State, conversation: Conversation, user: User, inviter: User | None = None) -> None:
    """Adds a member, with the line that Slack posts about it; joining twice changes nothing."""
    if user.id in conversation.members:
        return
    conversation.members.add(user.id)
    subtype = "channel_join" if conversation.kind == "channel" else "group_join"
    _announce(state, conversation, user, subtype, f"<@{user.id}> has joined the channel")
    details = {"inviter": inviter.id} if inviter else {}
    state.tell(Happening("member_joined", user=user.id, conversation=conversation, details=details))


def leave(state: State, conversation: Conversation, user: User) -> None:
    """Takes a member out; leaving twice changes nothing."""
    if user.id not in conversation.members:
        return
    subtype = "channel_leave" if conversation.kind == "channel" else "group_leave"
    _announce(state, conversation, user, subtype, f"<@{user.id}> has left the channel")
    conversation.members.discard(user.id)
    state.tell(Happening("member_left", user=user.id, conversation=conversation))


def archive(state: State, conversation: Conversation, user: User) -> None:
    if conversation.is_archived:
        raise SlackError("already_archived")
    conversation.is_archived = True
    state.tell(Happening("channel_archived", user=user.id, conversation=conversation))


def rename(state: State, conversation: Conversation, user: User, name: str) -> None:
    old_name, conversation.name = conversation.name, name
    state.tell(Happening("channel_renamed", user=user.id, conversation=conversation, details={"old_name": old_name}))


def can_see(state: State, conversation: Conversation, user: User) -> bool:
    """Whether the conversation exists for this person: public channels for employees, all else for members only."""
    if user.id in conversation.members:
        return True
    return conversation.kind == "channel" and not people.is_outsider(state, user)


def as_json(state: State, conversation: Conversation, viewer: str) -> Json:
    """The conversation of conversations.info, as the user with the id `viewer` sees it."""
    if conversation.kind == "im":
        return _im_as_json(state, conversation, viewer)
    return {
        **_common(state, conversation),
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": conversation.kind == "channel",
        "is_group": conversation.kind == "group",
        "is_im": False,
        "is_mpim": conversation.kind == "mpim",
        "is_private": conversation.kind != "channel",
        "is_general": conversation.name == "general",
        "is_member": viewer in conversation.members,
        "is_shared": conversation.is_ext_shared,
        "is_ext_shared": conversation.is_ext_shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": _teams(state, conversation),
        "creator": conversation.creator,
        "unlinked": 0,
        "previous_names": [],
        "topic": {"value": conversation.topic, "creator": conversation.creator, "last_set": conversation.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        **_last_read(conversation, viewer),
    }


def _im_as_json(state: State, conversation: Conversation, viewer: str) -> Json:
    other = next(iter(conversation.members - {viewer}), viewer)
    return {
        **_common(state, conversation),
        "is_im": True,
        "user": other,
        "is_user_deleted": state.users[other].deleted,
        "priority": 0,
        **_last_read(conversation, viewer),
    }


def _common(state: State, conversation: Conversation) -> Json:
    return {
        "id": conversation.id,
        "created": conversation.created,
        "updated": conversation.created * 1000,
        "is_archived": conversation.is_archived,
        "is_org_shared": False,
        "context_team_id": state.team["id"],
    }


def _last_read(conversation: Conversation, viewer: str) -> Json:
    if viewer not in conversation.members:
        return {}
    return {"last_read": conversation.last_read.get(viewer, "0000000000.000000")}


def _teams(state: State, conversation: Conversation) -> list[str]:
    home = state.team["id"]
    return [home, state.external_team["id"]] if conversation.is_ext_shared else [home]


def _add(state: State, kind: str, members: set[str], name: str) -> Conversation:
    conversation = Conversation(state.new_id(PREFIXES[kind]), kind, name, members)
    conversation.created = int(state.clock.now().timestamp())
    state.conversations[conversation.id] = conversation
    return conversation


def _announce(state: State, conversation: Conversation, user: User, subtype: str, text: str) -> None:
    message = Message(state.clock.ts(), user.id, text, subtype=subtype)
    conversation.messages[message.ts] = message
    state.tell(Happening("message_posted", user=user.id, conversation=conversation, message=message))
