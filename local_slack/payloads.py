"""The payloads of interactivity, shaped as Slack shapes them."""

from dataclasses import dataclass

from local_slack import elements, messages, response_urls, triggers, views
from local_slack.state import Conversation, Json, Message, State, User, View

_OF_THE_ELEMENT = ("type", "action_id", "text", "value", "style", "placeholder", "url", "confirm", "min_query_length")


@dataclass(frozen=True)
class Surface:
    """Where an element stands: its blocks, the state of their elements, and what a payload says of the place."""

    blocks: list[Json]
    values: Json
    place: Json
    view: View | None = None


def on_message(state: State, conversation: Conversation, message: Message, values: Json) -> Surface:
    """Slack leaves an ephemeral message out of the payload: nothing but its ts is known there."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": bool(message.ephemeral_to),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: Json = {"container": container, "channel": channel(conversation), "state": {"values": values}}
    if not message.ephemeral_to:
        place["message"] = messages.as_json(state, conversation, message)
    return Surface(message.blocks, values, place)


def in_view(state: State, view: View) -> Surface:
    place = {"container": {"type": "view", "view_id": view.id}, "view": views.as_json(state, view)}
    return Surface(view.payload["blocks"], view.values, place, view)


def block_actions(state: State, user: User, surface: Surface, action: Json) -> Json:
    payload = {
        **_common(state, user, "block_actions"),
        **surface.place,
        "api_app_id": state.app["app_id"],
        "trigger_id": triggers.issue(state, user.id, surface.view.id if surface.view else None),
        "actions": [action],
    }
    if not surface.view:
        container = surface.place["container"]
        origin = (container["channel_id"], container["message_ts"])
        payload["response_url"] = response_urls.issue(state, "actions", user.id, *origin)
    return payload


def block_suggestion(state: State, user: User, surface: Surface, asked: Json) -> Json:
    """`asked` has block_id, action_id and the value typed so far."""
    return {
        **_common(state, user, "block_suggestion"),
        **surface.place,
        "api_app_id": state.app["app_id"],
        **asked,
    }


def view_submission(state: State, user: User, view: View) -> Json:
    return {
        **_common(state, user, "view_submission"),
        "api_app_id": state.app["app_id"],
        "trigger_id": triggers.issue(state, user.id, view.id),
        "view": views.as_json(state, view),
        "response_urls": _chosen_urls(state, user, view),
    }


def view_closed(state: State, user: User, view: View, *, is_cleared: bool) -> Json:
    return {
        **_common(state, user, "view_closed"),
        "api_app_id": state.app["app_id"],
        "view": views.as_json(state, view),
        "is_cleared": is_cleared,
    }


def global_shortcut(state: State, user: User, callback_id: str) -> Json:
    return {
        **_common(state, user, "shortcut"),
        "callback_id": callback_id,
        "trigger_id": triggers.issue(state, user.id),
        "action_ts": state.clock.ts(),
    }


def message_shortcut(state: State, user: User, callback_id: str, conversation: Conversation, message: Message) -> Json:
    return {
        **global_shortcut(state, user, callback_id),
        "type": "message_action",
        "response_url": response_urls.issue(state, "actions", user.id, conversation.id),
        "channel": channel(conversation),
        "message_ts": message.ts,
        "message": messages.as_json(state, conversation, message),
    }


def slash_command(state: State, user: User, conversation: Conversation, command: str, text: str) -> Json:
    return {
        "token": "verification",
        "team_id": state.team["id"],
        "team_domain": state.team["domain"],
        "channel_id": conversation.id,
        "channel_name": channel(conversation)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": state.app["app_id"],
        "is_enterprise_install": "false",
        "response_url": response_urls.issue(state, "commands", user.id, conversation.id),
        "trigger_id": triggers.issue(state, user.id),
    }


def action(element: Json, block_id: str, choice: Json, action_ts: str) -> Json:
    """One entry of `actions`: the element as the app sent it, with what the person chose."""
    initial = {key: value for key, value in element.items() if key.startswith("initial_")}
    kept = {key: element[key] for key in _OF_THE_ELEMENT if key in element}
    return {**kept, **initial, "block_id": block_id, **choice, "action_ts": action_ts}


def channel(conversation: Conversation) -> Json:
    names = {"im": "directmessage", "group": "privategroup"}
    return {"id": conversation.id, "name": names.get(conversation.kind, conversation.name)}


def _common(state: State, user: User, kind: str) -> Json:
    return {
        "type": kind,
        "token": "verification",
        "team": {"id": state.team["id"], "domain": state.team["domain"]},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _chosen_urls(state: State, user: User, view: View) -> list[Json]:
    """A response url for each chosen channel whose select asked for one."""
    urls = []
    for block in view.payload["blocks"]:
        for element in elements.of_block(block):
            chosen = view.values.get(block["block_id"], {}).get(element["action_id"], {})
            channel_id = chosen.get("selected_channel") or chosen.get("selected_conversation")
            if element.get("response_url_enabled") and channel_id:
                url = response_urls.issue(state, "actions", user.id, channel_id)
                where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                urls.append({**where, "channel_id": channel_id, "response_url": url})
    return urls
