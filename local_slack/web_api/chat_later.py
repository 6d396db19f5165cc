"""chat.scheduleMessage: what the app says at a time to come, by the workspace's clock."""

import asyncio
from datetime import timedelta

from local_slack import messages
from local_slack.errors import SlackError
from local_slack.state import Json, State
from local_slack.web_api import content
from local_slack.web_api.call import Call, Method, method
from local_slack.web_api.chat import destination, may_post

FARTHEST = timedelta(days=120)


def schedule_message(call: Call) -> Json:
    said, conversation = content.read(call), destination(call)
    may_post(call, conversation)
    messages.check_parent(conversation, call.text("thread_ts") or None)
    post_at, now = call.number("post_at", 0), call.state.clock.now().timestamp()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FARTHEST.total_seconds():
        raise SlackError("time_too_far")
    scheduled_id = call.state.new_id("Q")
    call.state.scheduled[scheduled_id] = {
        "channel": conversation.id,
        "post_at": post_at,
        "user": call.user.id,
        "text": said.text,
        "content": {
            "blocks": said.blocks,
            "attachments": said.attachments,
            "metadata": content.metadata(call),
            "thread_ts": call.text("thread_ts") or None,
        },
    }
    asyncio.get_running_loop().call_later(post_at - now, post_due, call.state)
    shown = {"type": "delayed_message", "text": said.text, "blocks": said.blocks, "bot_id": call.state.app["bot_id"]}
    return {"channel": conversation.id, "scheduled_message_id": scheduled_id, "post_at": post_at, "message": shown}


def delete_scheduled(call: Call) -> Json:
    if call.state.scheduled.pop(call.required("scheduled_message_id"), None) is None:
        raise SlackError("invalid_scheduled_message_id")
    return {}


def list_scheduled(call: Call) -> Json:
    listed = [
        {"id": scheduled_id, "channel_id": entry["channel"], "post_at": entry["post_at"], "text": entry["text"]}
        for scheduled_id, entry in call.state.scheduled.items()
    ]
    return {"scheduled_messages": listed, "response_metadata": {"next_cursor": ""}}


def post_due(state: State) -> None:
    """Posts what has come due; called when the workspace's clock has moved and when real time has passed."""
    now = state.clock.now().timestamp()
    due = [scheduled_id for scheduled_id, entry in state.scheduled.items() if entry["post_at"] <= now]
    for scheduled_id in due:
        entry = state.scheduled.pop(scheduled_id)
        conversation, author = state.conversations[entry["channel"]], state.users[entry["user"]]
        messages.post(state, conversation, author, entry["text"], **entry["content"])


METHODS: dict[str, Method] = {
    "chat.scheduleMessage": method(
        schedule_message,
        "channel post_at text blocks attachments markdown_text metadata thread_ts reply_broadcast parse link_names "
        "unfurl_links unfurl_media as_user",
        "chat:write",
    ),
    "chat.deleteScheduledMessage": method(delete_scheduled, "channel scheduled_message_id as_user", "chat:write"),
    "chat.scheduledMessages.list": method(list_scheduled, "channel cursor latest limit oldest team_id"),
}
