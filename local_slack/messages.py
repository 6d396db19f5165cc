"""Messages: posted, edited, deleted, reacted to, and as Slack shows them."""

import copy
import re
from typing import TypedDict, Unpack

from local_slack import blocks as block_kit
from local_slack.errors import SlackError
from local_slack.state import Conversation, Happening, Json, Message, State, User

EMOJI_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


class Content(TypedDict, total=False):
    """What a message can have besides its text."""

    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None
    thread_ts: str | None
    reply_broadcast: bool
    subtype: str | None
    files: list[Json]
    ephemeral_to: str | None
    client_msg_id: str | None
    username: str | None
    icons: Json | None


class Changes(Content, total=False):
    """What an edit can change; what is not given stays."""

    text: str


def post(state: State, conversation: Conversation, author: User, text: str, **content: Unpack[Content]) -> Message:
    """Adds the message and tells `message_posted`, or `ephemeral_posted` when one person alone sees it.

    Raises `thread_not_found` or `cannot_reply_to_message` when `thread_ts` is no parent.
    """
    check_parent(conversation, content.get("thread_ts"))
    content["blocks"] = block_kit.with_ids(state, content.get("blocks") or [])
    message = Message(state.clock.ts(), author.id, text, **content)
    if message.thread_ts and message.reply_broadcast:
        message.subtype = "thread_broadcast"
    if author.id == state.app["bot_user"]:
        message.bot_id, message.app_id = state.app["bot_id"], state.app["app_id"]
    conversation.messages[message.ts] = message
    kind = "ephemeral_posted" if message.ephemeral_to else "message_posted"
    state.tell(Happening(kind, user=author.id, conversation=conversation, message=message))
    return message


def edit(state: State, conversation: Conversation, message: Message, editor: User, **changes: Unpack[Changes]) -> None:
    """Changes what is given and tells `message_changed` with the message as it was.

    A person's edit is marked as edited; an app's is only when its text stands alone, as Slack does it.
    """
    previous = copy.copy(message)
    if "blocks" in changes:
        changes["blocks"] = block_kit.with_ids(state, changes["blocks"])
    for name, value in changes.items():
        setattr(message, name, value)
    if not editor.is_bot or ("text" in changes and not message.blocks):
        message.edited = {"user": editor.id, "ts": state.clock.ts()}
    kind = "ephemeral_posted" if message.ephemeral_to else "message_changed"
    state.tell(Happening(kind, user=editor.id, conversation=conversation, message=message, previous=previous))


def delete(state: State, conversation: Conversation, message: Message, by: User) -> None:
    """Removes the message; a parent with replies leaves a tombstone, so that its thread stays."""
    previous = copy.copy(message)
    if replies(conversation, message.ts):
        message.text, message.blocks, message.subtype = "This message was deleted.", [], "tombstone"
        message.attachments, message.files, message.reactions, message.metadata = [], [], {}, None
    else:
        del conversation.messages[message.ts]
    kind = "ephemeral_posted" if message.ephemeral_to else "message_deleted"
    state.tell(Happening(kind, user=by.id, conversation=conversation, message=message, previous=previous))


def react(state: State, conversation: Conversation, message: Message, user: User, name: str) -> None:
    """Raises `invalid_name` or `already_reacted`."""
    if not EMOJI_NAME.fullmatch(name):
        raise SlackError("invalid_name")
    people = message.reactions.setdefault(name, [])
    if user.id in people:
        raise SlackError("already_reacted")
    people.append(user.id)
    details = {"reaction": name}
    state.tell(Happening("reaction_added", user.id, conversation, message, details=details))


def unreact(state: State, conversation: Conversation, message: Message, user: User, name: str) -> None:
    """Raises `no_reaction` when the person has not reacted so."""
    people = message.reactions.get(name, [])
    if user.id not in people:
        raise SlackError("no_reaction")
    people.remove(user.id)
    if not people:
        del message.reactions[name]
    details = {"reaction": name}
    state.tell(Happening("reaction_removed", user.id, conversation, message, details=details))


def find(conversation: Conversation, ts: str) -> Message:
    """The message that everybody in the conversation sees. Raises `message_not_found`."""
    message = conversation.messages.get(ts)
    if message is None or message.ephemeral_to:
        raise SlackError("message_not_found")
    return message


def replies(conversation: Conversation, parent_ts: str) -> list[Message]:
    """The thread's replies, oldest first, without ephemeral ones."""
    return [
        message
        for message in conversation.messages.values()
        if message.thread_ts == parent_ts and not message.ephemeral_to
    ]


def check_parent(conversation: Conversation, thread_ts: str | None) -> None:
    """Raises `thread_not_found` or `cannot_reply_to_message` unless `thread_ts` is absent or a top-level message."""
    if not thread_ts:
        return
    parent = conversation.messages.get(thread_ts)
    if parent is None or parent.ephemeral_to:
        raise SlackError("thread_not_found")
    if parent.thread_ts:
        raise SlackError("cannot_reply_to_message")


def as_json(state: State, conversation: Conversation, message: Message) -> Json:
    """The message of conversations.history, with metadata, reactions and what its thread has."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": state.users[message.user].team_id,
        "blocks": message.blocks,
        **_optional(message),
        **_bot(state, message),
        **_thread(conversation, message),
    }
    if not message.blocks:
        del shown["blocks"]
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(people), "count": len(people)} for name, people in message.reactions.items()
        ]
    return shown


def _optional(message: Message) -> Json:
    names = ("subtype", "client_msg_id", "attachments", "metadata", "edited", "files", "username", "icons")
    shown: Json = {name: value for name in names if (value := getattr(message, name))}
    if message.files:
        shown |= {"upload": False, "display_as_bot": False}
    if message.ephemeral_to:
        shown["is_ephemeral"] = True
    return shown


def _bot(state: State, message: Message) -> Json:
    if not message.bot_id:
        return {}
    bot_profile = {
        "id": message.bot_id,
        "app_id": message.app_id,
        "user_id": message.user,
        "name": state.users[message.user].real_name,
        "icons": {f"image_{size}": f"{state.base_url}/avatars/{message.user}.svg" for size in (36, 48, 72)},
        "deleted": False,
        "updated": 0,
        "team_id": state.team["id"],
    }
    return {"bot_id": message.bot_id, "app_id": message.app_id, "bot_profile": bot_profile}


def _thread(conversation: Conversation, message: Message) -> Json:
    if message.thread_ts:
        parent = conversation.messages.get(message.thread_ts)
        return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else None}
    thread = replies(conversation, message.ts)
    if not thread:
        return {}
    authors = list(dict.fromkeys(reply.user for reply in thread))
    return {
        "thread_ts": message.ts,
        "reply_count": len(thread),
        "reply_users_count": len(authors),
        "reply_users": authors,
        "latest_reply": thread[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }
