"""conversations.history and conversations.replies: reading back what was said."""

from local_slack import messages
from local_slack.errors import SlackError
from local_slack.state import Conversation, Json, Message
from local_slack.web_api.call import HISTORY, Call, Method, method, must_be_member
from local_slack.web_api.pages import page


def history(call: Call) -> Json:
    """Newest first; replies only when they were also sent to the channel."""
    conversation = _readable(call)
    top_level = [message for message in conversation.messages.values() if not message.thread_ts or _broadcast(message)]
    listed, cursor = page(call, _within(call, top_level)[::-1], 100, 999)
    return {
        **_listing(call, conversation, listed, cursor),
        "pin_count": len(conversation.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }


def replies(call: Call) -> Json:
    """The parent and then its replies, oldest first; of a reply's ts, that reply alone."""
    conversation = _readable(call)
    message = conversation.messages.get(call.required("ts"))
    if message is None or message.ephemeral_to:
        raise SlackError("thread_not_found")
    thread = [] if message.thread_ts else messages.replies(conversation, message.ts)
    listed, cursor = page(call, _within(call, thread), 1000, 1000)
    is_first_page = not call.has("cursor")
    return _listing(call, conversation, [message, *listed] if is_first_page else listed, cursor)


def _readable(call: Call) -> Conversation:
    conversation = call.conversation()
    call.needs(HISTORY[conversation.kind])
    must_be_member(call, conversation)
    return conversation


def _within(call: Call, found: list[Message]) -> list[Message]:
    oldest, latest = _time(call, "oldest", 0.0), _time(call, "latest", float("inf"))
    inclusive = call.flag("inclusive")
    return [
        message
        for message in found
        if not message.ephemeral_to
        and (oldest < float(message.ts) < latest or (inclusive and float(message.ts) in (oldest, latest)))
    ]


def _time(call: Call, name: str, default: float) -> float:
    try:
        return float(call.text(name) or default) or default
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _broadcast(message: Message) -> bool:
    return message.reply_broadcast


def _listing(call: Call, conversation: Conversation, listed: list[Message], cursor: str) -> Json:
    shown = [messages.as_json(call.state, conversation, message) for message in listed]
    if not call.flag("include_all_metadata"):
        for message in shown:
            if "metadata" in message:
                message["metadata"] = {"event_type": message["metadata"]["event_type"]}
    answer: Json = {"messages": shown, "has_more": bool(cursor)}
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


_ARGUMENTS = "channel cursor include_all_metadata inclusive latest limit oldest"

METHODS: dict[str, Method] = {
    "conversations.history": method(history, _ARGUMENTS, *HISTORY.values()),
    "conversations.replies": method(replies, f"{_ARGUMENTS} ts", *HISTORY.values()),
}
