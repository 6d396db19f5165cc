"""chat.*: messages posted, changed and deleted by the app."""

from local_slack import conversations, messages
from local_slack.errors import SlackError
from local_slack.messages import Changes, Content
from local_slack.state import Conversation, Json, Message
from local_slack.web_api import content
from local_slack.web_api.call import Call, Method, method, must_be_live, must_be_member

UPDATE_CHARACTERS = 4_000  # chat.update refuses longer texts, which chat.postMessage takes


def post_message(call: Call) -> Json:
    said, conversation = content.read(call), destination(call)
    may_post(call, conversation)
    spoken = _spoken(call, said)
    spoken["metadata"] = content.metadata(call)
    spoken["reply_broadcast"] = call.flag("reply_broadcast")
    message = messages.post(call.state, conversation, call.user, said.text, **spoken)
    _end_status(call, conversation, message)
    shown = messages.as_json(call.state, conversation, message)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    said, conversation = content.read(call), call.conversation()
    may_post(call, conversation)
    reader = call.person()
    if reader.id not in conversation.members or reader.deleted:
        raise SlackError("user_not_in_channel")
    spoken = _spoken(call, said)
    spoken["ephemeral_to"] = reader.id
    message = messages.post(call.state, conversation, call.user, said.text, **spoken)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    conversation = call.conversation()
    message = own_message(call, conversation, "cant_update_message")
    if (conversation.id, message.ts) in call.state.streams:
        raise SlackError("streaming_state_conflict")
    if len(call.text("text")) > UPDATE_CHARACTERS:
        raise SlackError("msg_too_long")
    messages.edit(call.state, conversation, message, call.user, **_changes(call))
    shown = messages.as_json(call.state, conversation, message)
    del shown["ts"]  # which Slack gives beside the message, not in it
    return {"channel": conversation.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> Json:
    conversation = call.conversation()
    message = own_message(call, conversation, "cant_delete_message")
    messages.delete(call.state, conversation, message, call.user)
    return {"channel": conversation.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    conversation = call.conversation()
    message = messages.find(conversation, call.required("message_ts"))
    return {"channel": conversation.id, "permalink": permalink(call, conversation, message)}


def unfurl(call: Call) -> Json:
    """Shows previews below a message with links; they become attachments."""
    conversation = call.conversation()
    message = messages.find(conversation, call.required("ts"))
    unfurls = call.structure("unfurls", "cannot_parse_attachment")
    if not isinstance(unfurls, dict) or not unfurls:
        raise SlackError("missing_unfurls")
    previews = [{**preview, "from_url": url, "is_app_unfurl": True} for url, preview in unfurls.items()]
    messages.edit(call.state, conversation, message, call.user, attachments=[*message.attachments, *previews])
    return {}


def destination(call: Call) -> Conversation:
    """Where to post: a conversation, or the DM with the person whose id is given as channel."""
    person = call.state.users.get(call.text("channel"))
    if person is None:
        return call.conversation()
    if person.id == call.user.id or person.deleted:
        raise SlackError("channel_not_found")
    return conversations.direct(call.state, (call.user.id, person.id))


def may_post(call: Call, conversation: Conversation) -> None:
    """Raises `is_archived`, `messages_tab_disabled` or `not_in_channel`."""
    must_be_live(conversation)
    if conversation.kind == "im" and not call.state.manifest.app_home.messages_tab_enabled:
        raise SlackError("messages_tab_disabled")
    if conversation.kind != "channel" or "chat:write.public" not in call.token.scopes:
        must_be_member(call, conversation)


def own_message(call: Call, conversation: Conversation, refusal: str) -> Message:
    """The message with the argument `ts`, which the caller wrote; another's is refused with the code `refusal`."""
    message = messages.find(conversation, call.required("ts"))
    if message.user != call.user.id or message.subtype in ("channel_join", "group_join", "tombstone"):
        raise SlackError(refusal)
    return message


def permalink(call: Call, conversation: Conversation, message: Message) -> str:
    link = f"{call.state.base_url}/archives/{conversation.id}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={message.thread_ts}&cid={conversation.id}" if message.thread_ts else link


def _changes(call: Call) -> Changes:
    """What chat.update changes: a text without blocks takes the blocks away, metadata stays unless given."""
    said = content.read(call)
    changes: Changes = {"blocks": said.blocks}
    if said.text:
        changes["text"] = said.text
    if "attachments" in call.arguments:
        changes["attachments"] = said.attachments
    if call.arguments.get("metadata") is not None:
        changes["metadata"] = content.metadata(call)
    return changes


def _spoken(call: Call, said: content.Speech) -> Content:
    """What goes with the text; another name or icon than the bot's own needs a scope of its own."""
    spoken: Content = {"blocks": said.blocks, "attachments": said.attachments}
    spoken["thread_ts"] = call.text("thread_ts") or None
    icons = {"emoji": call.text("icon_emoji"), "image_64": call.text("icon_url")}
    if call.has("username") or any(icons.values()):
        call.needs("chat:write.customize")
        spoken["username"] = call.text("username") or None
        spoken["icons"] = {name: value for name, value in icons.items() if value}
    return spoken


def _end_status(call: Call, conversation: Conversation, message: Message) -> None:
    """An app's answer ends the "is thinking …" that it had set in the thread."""
    status = call.state.statuses.get((conversation.id, message.thread_ts or ""))
    if status:
        status["status"] = ""


_SAID = "channel text blocks attachments markdown_text thread_ts parse link_names mrkdwn as_user"
_GUISE = "username icon_emoji icon_url"

METHODS: dict[str, Method] = {
    "chat.postMessage": method(
        post_message, f"{_SAID} {_GUISE} metadata reply_broadcast unfurl_links unfurl_media", "chat:write"
    ),
    "chat.postEphemeral": method(post_ephemeral, f"{_SAID} {_GUISE} user", "chat:write"),
    "chat.update": method(
        update,
        "channel ts text blocks attachments markdown_text metadata parse link_names reply_broadcast as_user file_ids",
        "chat:write",
    ),
    "chat.delete": method(delete, "channel ts as_user", "chat:write"),
    "chat.getPermalink": method(get_permalink, "channel message_ts"),
    "chat.unfurl": method(
        unfurl,
        "channel ts unfurls unfurl_id source metadata user_auth_required user_auth_message user_auth_url",
        "links:write",
    ),
}
