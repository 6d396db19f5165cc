"""Modals and App Homes: opened, pushed, updated, published and closed, and as Slack shows them."""

import secrets

from local_slack import blocks as block_kit
from local_slack import elements
from local_slack.errors import SlackError, invalid
from local_slack.state import Happening, Json, State, View

STACK_LIMIT = 3


def open_modal(state: State, user_id: str, payload: Json) -> View:
    """A new modal at the bottom of the person's stack; what was open before is gone."""
    view = _new(state, user_id, payload, "modal")
    clear(state, user_id)
    view.root_view_id = view.id
    return _show(state, view)


def push(state: State, parent: View, payload: Json) -> View:
    """A modal on top of `parent`. Raises `push_limit_reached` beyond three."""
    stack = state.modal_stacks.get(parent.user, [])
    if len(stack) >= STACK_LIMIT:
        raise SlackError("push_limit_reached")
    view = _new(state, parent.user, payload, "modal")
    view.root_view_id, view.previous_view_id = parent.root_view_id, parent.id
    return _show(state, view)


def update(state: State, view: View, payload: Json, expected_hash: str | None = None) -> View:
    """New content in the same modal. What the person typed stays where block_id and action_id stay.

    Raises `hash_conflict` when the view has changed since the app saw `expected_hash`.
    """
    if expected_hash and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    _check(state, payload, view.kind, view)
    typed = view.values
    _fill(state, view, payload)
    for block_id, actions in view.values.items():
        for action_id, fresh in actions.items():
            kept = typed.get(block_id, {}).get(action_id)
            if kept and kept["type"] == fresh["type"]:
                actions[action_id] = kept
    state.tell(Happening("view_updated", user=view.user, view=view))
    return view


def publish(state: State, user_id: str, payload: Json, expected_hash: str | None = None) -> View:
    """The person's App Home. Raises `not_enabled` when the manifest has no home tab, and `hash_conflict`."""
    if not state.manifest.app_home.home_tab_enabled:
        raise SlackError("not_enabled")
    current = state.views.get(state.homes.get(user_id, ""))
    if expected_hash and current and expected_hash != current.hash:
        raise SlackError("hash_conflict")
    if current:
        _check(state, payload, "home", current)
        _fill(state, current, payload)
    view = current or _new(state, user_id, payload, "home")
    view.root_view_id = view.id
    state.views[view.id] = view
    state.homes[user_id] = view.id
    state.tell(Happening("home_published", user=user_id, view=view))
    return view


def close(state: State, view: View) -> None:
    """Takes the modal, and whatever lies on top of it, away."""
    stack = state.modal_stacks.get(view.user, [])
    if view.id not in stack:
        return
    while stack:
        closed = state.views.pop(stack.pop())
        state.tell(Happening("view_closed", user=view.user, view=closed))
        if closed is view:
            break


def clear(state: State, user_id: str) -> None:
    """Takes all of the person's modals away."""
    stack = state.modal_stacks.get(user_id, [])
    if stack:
        close(state, state.views[stack[0]])


def find(state: State, view_id: str = "", external_id: str = "") -> View:
    """The open view with this id or external id. Raises `not_found`."""
    view = state.views.get(view_id)
    if view is None and external_id:
        view = next((other for other in state.views.values() if other.external_id == external_id), None)
    if view is None:
        raise SlackError("not_found")
    return view


def as_json(state: State, view: View) -> Json:
    """The view of views.* answers and of interaction payloads."""
    shown = {
        "id": view.id,
        "team_id": state.team["id"],
        "type": view.kind,
        "blocks": view.payload.get("blocks", []),
        "private_metadata": view.payload.get("private_metadata", ""),
        "callback_id": view.payload.get("callback_id", ""),
        "external_id": view.external_id,
        "state": {"values": view.values},
        "hash": view.hash,
        "title": view.payload.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "close": view.payload.get("close"),
        "submit": view.payload.get("submit"),
        "clear_on_close": view.payload.get("clear_on_close", False),
        "notify_on_close": view.payload.get("notify_on_close", False),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": state.app["app_id"],
        "app_installed_team_id": state.team["id"],
        "bot_id": state.app["bot_id"],
    }
    if "submit_disabled" in view.payload:
        shown["submit_disabled"] = view.payload["submit_disabled"]
    return shown


def _new(state: State, user_id: str, payload: Json, kind: str) -> View:
    _check(state, payload, kind)
    view = View(state.new_id("V"), kind, user_id, payload, hash="")
    _fill(state, view, payload)
    return view


def _fill(state: State, view: View, payload: Json) -> None:
    view.payload = {**payload, "blocks": block_kit.with_ids(state, payload.get("blocks", []))}
    view.external_id = payload.get("external_id", "")
    view.hash = f"{int(state.clock.now().timestamp())}.{secrets.token_hex(4)}"
    view.values = elements.initial_values(view.payload["blocks"])


def _show(state: State, view: View) -> View:
    state.views[view.id] = view
    state.modal_stacks.setdefault(view.user, []).append(view.id)
    state.tell(Happening("view_opened", user=view.user, view=view))
    return view


def _check(state: State, payload: Json, kind: str, replacing: View | None = None) -> None:
    problems = block_kit.check_view(payload, kind)
    if problems:
        raise invalid("invalid_arguments", problems)
    if len(block_kit.compact(payload)) > block_kit.VIEW_CHARACTERS:
        raise SlackError("view_too_large")
    external_id = payload.get("external_id")
    if external_id and any(view.external_id == external_id and view is not replacing for view in state.views.values()):
        raise SlackError("duplicate_external_id")
