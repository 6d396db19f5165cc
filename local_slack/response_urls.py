"""Response urls: what lets an app answer a command or a click for half an hour, in at most five posts."""

import secrets
from datetime import timedelta

from local_slack import blocks as block_kit
from local_slack import messages
from local_slack.errors import SlackError, invalid
from local_slack.messages import Content
from local_slack.state import Conversation, Json, Message, ResponseUrl, State, User

LIFETIME = timedelta(minutes=30)
POSTS = 5
GONE = ("invalid_url", "expired_url", "used_url")


def issue(state: State, kind: str, user: str, channel: str, message_ts: str | None = None) -> str:
    """A url for what `user` did in `channel`; kind is "commands" or "actions", `message_ts` the message clicked."""
    key = secrets.token_urlsafe(18)
    issued = state.clock.now().timestamp()
    state.response_urls[key] = ResponseUrl(key, kind, user, channel, message_ts, issued)
    return f"{state.base_url}/response/{key}"


def respond(state: State, key: str, body: Json) -> None:
    """Does what the app posted there.

    Raises `invalid_url`, `expired_url`, `used_url`, `no_text` or `invalid_blocks`.
    """
    url = _usable(state, key)
    conversation = state.conversations[url.channel]
    bot = state.users[state.app["bot_user"]]
    origin = _origin(url, conversation)
    if body.get("delete_original"):
        if origin:
            messages.delete(state, conversation, origin, bot)
    elif body.get("replace_original") and origin:
        messages.edit(state, conversation, origin, bot, text=body.get("text", ""), **_content(body))
    else:
        _post(state, url, conversation, bot, body)
    url.posts += 1


def _usable(state: State, key: str) -> ResponseUrl:
    url = state.response_urls.get(key)
    if url is None:
        raise SlackError("invalid_url")
    if state.clock.now().timestamp() - url.issued > LIFETIME.total_seconds():
        raise SlackError("expired_url")
    if url.posts >= POSTS:
        raise SlackError("used_url")
    return url


def _origin(url: ResponseUrl, conversation: Conversation) -> Message | None:
    """The message that was clicked; a slash command has none, so nothing of it can be replaced or deleted."""
    return conversation.messages.get(url.message_ts) if url.message_ts else None


def _post(state: State, url: ResponseUrl, conversation: Conversation, bot: User, body: Json) -> None:
    content = _content(body)
    if body.get("response_type") == "in_channel":
        content["thread_ts"] = body.get("thread_ts")
    else:
        content["ephemeral_to"] = url.user
        origin = _origin(url, conversation)
        content["thread_ts"] = body.get("thread_ts") or (origin.thread_ts if origin else None)
    messages.post(state, conversation, bot, body.get("text", ""), **content)


def _content(body: Json) -> Content:
    """Raises `no_text` and `invalid_blocks`."""
    blocks, attachments = body.get("blocks") or [], body.get("attachments") or []
    if not (body.get("text") or blocks or attachments):
        raise SlackError("no_text")
    problems = block_kit.check_blocks(blocks, "message")
    if problems:
        raise invalid("invalid_blocks", problems)
    return {"blocks": blocks, "attachments": attachments, "metadata": body.get("metadata")}
