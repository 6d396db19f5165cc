"""reactions.*, pins.* and bookmarks.*: the marks that people and apps leave on messages and channels."""

from local_slack import messages
from local_slack.errors import SlackError
from local_slack.state import Conversation, Json, Message
from local_slack.web_api.call import Call, Method, method, must_be_live, must_be_member
from local_slack.web_api.chat import permalink


def react(call: Call) -> Json:
    conversation, message = _marked(call)
    messages.react(call.state, conversation, message, call.user, call.required("name"))
    return {}


def unreact(call: Call) -> Json:
    conversation, message = _marked(call)
    messages.unreact(call.state, conversation, message, call.user, call.required("name"))
    return {}


def reactions(call: Call) -> Json:
    conversation, message = _marked(call)
    shown = messages.as_json(call.state, conversation, message)
    shown["permalink"] = permalink(call, conversation, message)
    return {"type": "message", "channel": conversation.id, "message": shown}


def pin(call: Call) -> Json:
    conversation, message = _marked(call)
    if message.ts in conversation.pins:
        raise SlackError("already_pinned")
    conversation.pins.append(message.ts)
    return {}


def add_bookmark(call: Call) -> Json:
    conversation = call.conversation("channel_id")
    must_be_member(call, conversation)
    if call.required("type") != "link":
        raise SlackError("invalid_bookmark_type")
    now = int(call.state.clock.now().timestamp())
    bookmark = {
        "id": call.state.new_id("Bk"),
        "channel_id": conversation.id,
        "title": call.required("title"),
        "link": call.required("link"),
        "emoji": call.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": now,
        "date_updated": 0,
        "rank": "U",
        "last_updated_by_user_id": call.user.id,
        "last_updated_by_team_id": call.state.team["id"],
        "shortcut_id": None,
        "app_id": call.state.app["app_id"],
    }
    conversation.bookmarks.append(bookmark)
    return {"bookmark": bookmark}


def _marked(call: Call) -> tuple[Conversation, Message]:
    conversation = call.conversation()
    must_be_live(conversation)
    must_be_member(call, conversation)
    return conversation, messages.find(conversation, call.required("timestamp"))


METHODS: dict[str, Method] = {
    "reactions.add": method(react, "channel name timestamp", "reactions:write"),
    "reactions.remove": method(unreact, "channel name timestamp file file_comment", "reactions:write"),
    "reactions.get": method(reactions, "channel timestamp full file file_comment", "reactions:read"),
    "pins.add": method(pin, "channel timestamp", "pins:write"),
    "bookmarks.add": method(
        add_bookmark, "channel_id title type link emoji entity_id access_level parent_id", "bookmarks:write"
    ),
}
