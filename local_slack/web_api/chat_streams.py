"""chat.startStream, appendStream and stopStream: an answer that grows while it is written."""

from local_slack import messages
from local_slack.errors import SlackError
from local_slack.messages import Changes
from local_slack.state import Conversation, Json, Message
from local_slack.web_api import content
from local_slack.web_api.call import Call, Method, method
from local_slack.web_api.chat import destination, may_post, own_message


def start(call: Call) -> Json:
    conversation = destination(call)
    may_post(call, conversation)
    if conversation.kind != "im" and not (call.has("recipient_user_id") and call.has("recipient_team_id")):
        raise SlackError("missing_recipient_user_id")
    thread_ts = call.required("thread_ts")
    message = messages.post(call.state, conversation, call.user, _said(call), thread_ts=thread_ts)
    call.state.streams.add((conversation.id, message.ts))
    return {"channel": conversation.id, "ts": message.ts}


def append(call: Call) -> Json:
    conversation, message = _streaming(call)
    _grow(call, conversation, message, {})
    return {"channel": conversation.id, "ts": message.ts}


def stop(call: Call) -> Json:
    conversation, message = _streaming(call)
    last: Changes = {"blocks": content.blocks(call)}
    if call.has("metadata"):
        last["metadata"] = content.metadata(call)
    call.state.streams.discard((conversation.id, message.ts))
    _grow(call, conversation, message, last)
    shown = messages.as_json(call.state, conversation, message)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


def _streaming(call: Call) -> tuple[Conversation, Message]:
    conversation = call.conversation()
    message = own_message(call, conversation, "message_not_owned_by_app")
    if (conversation.id, message.ts) not in call.state.streams:
        raise SlackError("message_not_in_streaming_state")
    return conversation, message


def _grow(call: Call, conversation: Conversation, message: Message, changes: Changes) -> None:
    text = message.text + _said(call)
    if len(text) > content.MARKDOWN_CHARACTERS:
        raise SlackError("msg_too_long")
    changes["text"] = text
    messages.edit(call.state, conversation, message, call.user, **changes)


def _said(call: Call) -> str:
    chunks = call.structure("chunks", "invalid_chunks") or []
    texts = [chunk.get("text", "") for chunk in chunks if chunk.get("type") == "markdown_text"]
    return call.text("markdown_text") + "".join(texts)


_GROWING = "channel ts markdown_text chunks"

METHODS: dict[str, Method] = {
    "chat.startStream": method(
        start,
        "channel thread_ts markdown_text chunks recipient_team_id recipient_user_id task_display_mode "
        "icon_emoji icon_url username",
        "chat:write",
    ),
    "chat.appendStream": method(append, _GROWING, "chat:write"),
    "chat.stopStream": method(stop, f"{_GROWING} blocks metadata", "chat:write"),
}
