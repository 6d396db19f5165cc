"""views.* and blocks.validate: modals, App Homes and whether blocks would be accepted."""

from typing import Any

from local_slack import blocks as block_kit
from local_slack import triggers, views
from local_slack.errors import invalid
from local_slack.state import Json, Trigger, View
from local_slack.web_api.call import Call, Method, method


def open_view(call: Call) -> Json:
    trigger = _trigger(call)
    view = views.open_modal(call.state, trigger.user, _payload(call))
    trigger.used = True
    return _shown(call, view)


def push(call: Call) -> Json:
    trigger = _trigger(call)
    parent = views.find(call.state, trigger.view_id or "")
    view = views.push(call.state, parent, _payload(call))
    trigger.used = True
    return _shown(call, view)


def update(call: Call) -> Json:
    payload = _payload(call)
    view = views.find(call.state, call.text("view_id"), call.text("external_id"))
    return _shown(call, views.update(call.state, view, payload, call.text("hash") or None))


def publish(call: Call) -> Json:
    payload = _payload(call)
    user = call.person("user_id")
    return _shown(call, views.publish(call.state, user.id, payload, call.text("hash") or None))


def validate(call: Call) -> Json:
    """Refuses with `invalid_blocks` and what is wrong, as posting would."""
    blocks, message, view = (call.structure(name) for name in ("blocks", "message", "view"))
    if sum(value is not None for value in (blocks, message, view)) != 1:
        raise invalid("invalid_arguments", ["provide exactly one of blocks, message and view"])
    problems = _problems(blocks, message, view)
    if problems:
        raise invalid("invalid_blocks", problems)
    return {}


def _problems(blocks: Any, message: Any, view: Any) -> list[str]:
    if view is not None:
        kind = view.get("type") if isinstance(view, dict) else None
        return block_kit.check_view(view, "home" if kind == "home" else "modal")
    if isinstance(message, dict):
        return block_kit.check_blocks(message.get("blocks"), "message", "/message/blocks")
    return block_kit.check_blocks(blocks if message is None else message, "message")


def _payload(call: Call) -> Json:
    payload = call.structure("view")
    if not isinstance(payload, dict):
        raise invalid("invalid_arguments", ["missing required field: view"])
    return payload


def _trigger(call: Call) -> Trigger:
    """Good, and not used up until its view is accepted: whether Slack does it in this order is not documented."""
    return triggers.find(call.state, call.text("trigger_id") or call.text("interactivity_pointer"))


def _shown(call: Call, view: View) -> Json:
    return {"view": views.as_json(call.state, view)}


METHODS: dict[str, Method] = {
    "views.open": method(open_view, "trigger_id interactivity_pointer view"),
    "views.push": method(push, "trigger_id interactivity_pointer view"),
    "views.update": method(update, "view view_id external_id hash"),
    "views.publish": method(publish, "user_id view hash"),
    "blocks.validate": method(validate, "blocks message view"),
}
