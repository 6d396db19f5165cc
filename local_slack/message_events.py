"""The events of messages: posted, changed, deleted, with the mentions, files, links and metadata in them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from local_slack import messages, people
from local_slack.state import Conversation, Happening, Json, Message, State

SUBSCRIPTIONS = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
_OF_THE_THREAD = (
    "reply_count",
    "reply_users_count",
    "reply_users",
    "latest_reply",
    "is_locked",
    "subscribed",
    "reactions",
)
_LINK = re.compile(r"<(https?://[^|>]+)")


def posted(state: State, happening: Happening) -> Iterator[tuple[str, Json]]:
    """Slack sends a mention of the app twice: as the message and as `app_mention`, with the same ts."""
    conversation, message = _both(happening)
    shown = _new_message(state, conversation, message)
    yield SUBSCRIPTIONS[conversation.kind], shown
    if message.metadata:
        yield "message_metadata_posted", _metadata(state, conversation, message)
    if message.user == state.app["bot_user"]:
        return
    if f"<@{state.app['bot_user']}>" in message.text and conversation.kind != "im" and not message.subtype:
        yield "app_mention", _mention(shown)
    for file in message.files:
        yield "file_shared", _file(conversation, message, file)
    yield from _links(state, conversation, message)


def changed(state: State, happening: Happening) -> Iterator[tuple[str, Json]]:
    conversation, message = _both(happening)
    previous = happening.previous or message
    event = {
        **_about(state, conversation, "message_changed"),
        "message": _shown(state, conversation, message),
        "previous_message": _shown(state, conversation, previous),
    }
    yield SUBSCRIPTIONS[conversation.kind], event


def deleted(state: State, happening: Happening) -> Iterator[tuple[str, Json]]:
    """A parent whose replies remain is not deleted for the app but changed into a tombstone."""
    conversation, message = _both(happening)
    if message.subtype == "tombstone":
        yield from changed(state, happening)
        return
    previous = _shown(state, conversation, happening.previous or message)
    event = {**_about(state, conversation, "message_deleted"), "previous_message": previous, "deleted_ts": message.ts}
    yield SUBSCRIPTIONS[conversation.kind], event


def _both(happening: Happening) -> tuple[Conversation, Message]:
    assert happening.conversation
    assert happening.message
    return happening.conversation, happening.message


def _about(state: State, conversation: Conversation, subtype: str) -> Json:
    ts = state.clock.ts()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": conversation.id,
        "channel_type": conversation.kind,
        "ts": ts,
        "event_ts": ts,
    }


def _shown(state: State, conversation: Conversation, message: Message) -> Json:
    """The message without its thread's numbers; of metadata, events carry the type alone."""
    shown = messages.as_json(state, conversation, message)
    if message.metadata:
        shown["metadata"] = {"event_type": message.metadata["event_type"]}
    return {key: value for key, value in shown.items() if key not in _OF_THE_THREAD}


def _new_message(state: State, conversation: Conversation, message: Message) -> Json:
    shown = _shown(state, conversation, message)
    place = {"channel": conversation.id, "channel_type": conversation.kind, "event_ts": message.ts}
    author = state.users[message.user]
    if people.is_external(state, author):
        shown |= {"user_team": author.team_id, "source_team": author.team_id}
    if message.reply_broadcast and message.thread_ts:
        root = conversation.messages[message.thread_ts]
        shown |= {"subtype": "thread_broadcast", "root": _shown(state, conversation, root)}
    return {**shown, **place}


def _mention(shown: Json) -> Json:
    left_out = ("channel_type", "subtype", "root", "parent_user_id")
    return {**{key: value for key, value in shown.items() if key not in left_out}, "type": "app_mention"}


def _file(conversation: Conversation, message: Message, file: Json) -> Json:
    return {
        "type": "file_shared",
        "file_id": file["id"],
        "file": {"id": file["id"]},
        "user_id": message.user,
        "channel_id": conversation.id,
    }


def _metadata(state: State, conversation: Conversation, message: Message) -> Json:
    return {
        "type": "message_metadata_posted",
        "app_id": message.app_id,
        "bot_id": message.bot_id,
        "user_id": message.user,
        "team_id": state.team["id"],
        "channel_id": conversation.id,
        "metadata": message.metadata,
        "message_ts": message.ts,
    }


def _links(state: State, conversation: Conversation, message: Message) -> Iterator[tuple[str, Json]]:
    """Only for the domains that the manifest asks for, and only for links that our own people post."""
    wanted = state.manifest.features.unfurl_domains
    links = [{"url": url, "domain": urlsplit(url).hostname} for url in _LINK.findall(message.text)]
    links = [link for link in links if link["domain"] in wanted]
    if links and not people.is_external(state, state.users[message.user]):
        event = {
            "type": "link_shared",
            "channel": conversation.id,
            "user": message.user,
            "message_ts": message.ts,
            "links": links,
            "is_bot_user_member": True,
            "unfurl_id": f"{conversation.id}-{message.ts}",
            "source": "conversations_history",
        }
        yield "link_shared", event | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
