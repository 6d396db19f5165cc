"""What a person does with the app: commands, clicks, choices, forms, shortcuts and the App Home."""

import asyncio

from local_slack import conversations, elements, forms, payloads, people, response_urls, typed, views
from local_slack.addressing import ImpossibleError
from local_slack.delivering import COMMANDS, INTERACTIVE, Deliveries, Envelope
from local_slack.errors import SlackError
from local_slack.payloads import Surface
from local_slack.state import Conversation, Happening, Json, Message, State, User, View


class Interactions:
    """Each waits for the app's acknowledgement and returns what the person is shown: `ok`, or the `error`."""

    def __init__(self, state: State, deliveries: Deliveries) -> None:
        self._state = state
        self._deliveries = deliveries
        self._message_values: dict[
            tuple[str, str, str], Json
        ] = {}  # user, channel, ts -> block_id -> action_id -> state

    async def slash(self, user: User, conversation: Conversation, command: str, text: str) -> Json:
        self._refuse_outsiders(user, "slash commands")
        known = next((known for known in self._state.manifest.slash_commands if known.command == command), None)
        if known is None:
            return {"ok": False, "error": "unknown_command"}
        if known.should_escape:
            text = typed.as_escaped_command(self._state, text)
        payload = payloads.slash_command(self._state, user, conversation, command, text)
        envelope = await self._deliveries.send(COMMANDS, payload, f"{command} {text}"[:80].strip())
        return self._answer_command(envelope)

    async def act(self, user: User, surface: Surface, asked: Json) -> Json:
        """A click or a choice. `asked` has block_id, action_id and the choice under the key that Slack uses for it."""
        element = _find(surface, asked)
        choice = _choice(element, asked)
        keys = elements.STATE_KEYS[element["type"]]
        if keys:
            states = surface.values.setdefault(asked["block_id"], {})
            states[asked["action_id"]] = {"type": element["type"], **choice}
        if surface.view:
            surface = payloads.in_view(self._state, surface.view)
        action = payloads.action(element, asked["block_id"], choice, self._state.clock.ts())
        payload = payloads.block_actions(self._state, user, surface, action)
        envelope = await self._deliveries.send(INTERACTIVE, payload, f"{element['type']} {element['action_id']}")
        return _result(envelope)

    async def suggest(self, user: User, surface: Surface, asked: Json) -> Json:
        """The options of an external select for what was typed so far."""
        asked = {key: asked[key] for key in ("block_id", "action_id", "value")}
        payload = payloads.block_suggestion(self._state, user, surface, asked)
        envelope = await self._deliveries.send(INTERACTIVE, payload, f"suggest {asked['action_id']}")
        return {**_result(envelope), **(envelope.answer or {})}

    async def submit(self, user: User, view: View) -> Json:
        errors = forms.check(view.payload["blocks"], view.values)
        if errors:
            return {"ok": False, "response_action": "errors", "errors": errors}
        payload = payloads.view_submission(self._state, user, view)
        envelope = await self._deliveries.send(INTERACTIVE, payload, _summary("submit", view))
        if envelope.error:
            return _result(envelope)
        try:
            return self._follow(view, envelope)
        except SlackError as error:
            envelope.problems.append(f"{error.code}: {error.extras}")
            return {"ok": False, "error": error.code}

    async def close(self, user: User, view: View, *, everything: bool = False) -> Json:
        """The cross (`everything`: with all modals below it) or the cancel button."""
        stack = self._state.modal_stacks.get(user.id, [])
        closing = [self._state.views[view_id] for view_id in stack] if everything else [view]
        told = [self._closed(user, closed, everything) for closed in reversed(closing)]
        for closed in reversed(closing):
            views.close(self._state, closed)
        results = [_result(await task) for task in told if task]
        return next((result for result in results if not result["ok"]), {"ok": True})

    async def shortcut(self, user: User, callback_id: str, on: tuple[Conversation, Message] | None) -> Json:
        kind = "message" if on else "global"
        known = [shortcut.callback_id for shortcut in self._state.manifest.shortcuts if shortcut.type == kind]
        if callback_id not in known:
            raise ImpossibleError(f"The app has no {kind} shortcut {callback_id!r}, but {', '.join(known) or 'none'}.")
        self._refuse_outsiders(user, "shortcuts")
        if user.is_ultra_restricted and not on:
            raise ImpossibleError(f"{user.name} is a single-channel guest and has no global shortcuts.")
        if on:
            payload = payloads.message_shortcut(self._state, user, callback_id, *on)
        else:
            payload = payloads.global_shortcut(self._state, user, callback_id)
        return _result(await self._deliveries.send(INTERACTIVE, payload, f"shortcut {callback_id}"))

    def open_home(self, user: User, tab: str) -> View | None:
        """Shows what the app has published so far; the app hears that it was opened."""
        if tab == "home" and not self._state.manifest.app_home.home_tab_enabled:
            raise ImpossibleError("This app has no Home tab.")
        conversations.direct(self._state, {user.id, self._state.app["bot_user"]})
        self._state.tell(Happening("home_opened", user=user.id, details={"tab": tab}))
        return self._state.views.get(self._state.homes.get(user.id, ""))

    def on_message(self, user: User, conversation: Conversation, message: Message) -> Surface:
        values = elements.initial_values(message.blocks)
        kept = self._message_values.get((user.id, conversation.id, message.ts), {})
        for block_id, states in values.items():
            states.update({key: value for key, value in kept.get(block_id, {}).items() if key in states})
        self._message_values[user.id, conversation.id, message.ts] = values
        return payloads.on_message(self._state, conversation, message, values)

    def in_view(self, view: View) -> Surface:
        return payloads.in_view(self._state, view)

    def fill(self, view: View, values: Json) -> None:
        """What the person typed or chose so far in the view."""
        for block in view.payload["blocks"]:
            for element in elements.of_block(block):
                given = values.get(block.get("block_id"), {}).get(element["action_id"])
                if given is not None and elements.STATE_KEYS[element["type"]]:
                    states = view.values.setdefault(block["block_id"], {})
                    states[element["action_id"]] = {"type": element["type"], **_choice(element, given)}

    def _refuse_outsiders(self, user: User, what: str) -> None:
        if people.is_external(self._state, user):
            raise ImpossibleError(f"{user.name} is of another company and cannot use {what} of this app.")

    def _answer_command(self, envelope: Envelope) -> Json:
        """Posts what came with the acknowledgement; unlike other answers it does not use up the response url."""
        result = _result(envelope)
        if result["ok"] and envelope.answer:
            key = envelope.payload["response_url"].rpartition("/")[2]
            try:
                response_urls.respond(self._state, key, envelope.answer)
                self._state.response_urls[key].posts = 0
            except SlackError as error:
                envelope.problems.append(f"{error.code}: {error.extras}")
                return {"ok": False, "error": error.code}
            result["response"] = envelope.answer
        return result

    def _follow(self, view: View, envelope: Envelope) -> Json:
        """Does what the app answered to a submission."""
        answer = envelope.answer or {}
        response = answer.get("response_action")
        if response is None:
            views.close(self._state, view)
            return {"ok": True}
        if response == "errors":
            self._note_unknown_blocks(view, envelope)
            return {"ok": False, "response_action": "errors", "errors": answer["errors"]}
        if response == "update":
            views.update(self._state, view, answer["view"])
        elif response == "push":
            views.push(self._state, view, answer["view"])
        elif response == "clear":
            views.clear(self._state, view.user)
        else:
            raise SlackError("invalid_response_action", found=response)
        return {"ok": True, "response_action": response}

    def _note_unknown_blocks(self, view: View, envelope: Envelope) -> None:
        known = {block["block_id"] for block in view.payload["blocks"]}
        for block_id in set((envelope.answer or {}).get("errors", {})) - known:
            envelope.problems.append(f"errors for a block that the view does not have: {block_id}")

    def _closed(self, user: User, view: View, everything: bool) -> "asyncio.Task[Envelope] | None":
        if not view.payload.get("notify_on_close"):
            return None
        payload = payloads.view_closed(self._state, user, view, is_cleared=everything)
        return self._deliveries.send(INTERACTIVE, payload, _summary("close", view))


def _find(surface: Surface, asked: Json) -> Json:
    """The element as it stands now, or the one that the person still had before them when they clicked."""
    for block in surface.blocks:
        if block.get("block_id") == asked["block_id"]:
            for element in elements.of_block(block):
                if element["action_id"] == asked["action_id"]:
                    return element
    stale: Json | None = asked.get("element")
    if stale is None:
        raise ImpossibleError(f"There is no {asked['action_id']!r} in {asked['block_id']!r} any more.")
    return stale


def _choice(element: Json, asked: Json) -> Json:
    """The choice under the key that this element has for it."""
    if element["type"] == "overflow":
        return {"selected_option": _option(element, asked.get("selected_option"))}
    keys = elements.STATE_KEYS[element["type"]]
    if keys is None:
        return {"value": asked["value"]} if element["type"] == "feedback_buttons" else {}
    key = keys[0]
    chosen = asked.get(key)
    if key == "selected_option":
        chosen = _option(element, chosen)
    elif key == "selected_options":
        chosen = [_option(element, option) for option in chosen or []]
    return {key: chosen}


def _option(element: Json, chosen: Json | None) -> Json | None:
    """The option as the app gave it. Those of an external select are not in the element."""
    if chosen is None or element["type"] in ("external_select", "multi_external_select"):
        return chosen
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    options = [option for group in groups for option in group["options"]]
    found: Json | None = next((option for option in options if option["value"] == chosen.get("value")), None)
    if found is None:
        raise ImpossibleError(f"{chosen.get('value')!r} is not among {[option['value'] for option in options]}.")
    return found


def _result(envelope: Envelope) -> Json:
    return {"ok": False, "error": envelope.error} if envelope.error else {"ok": True}


def _summary(verb: str, view: View) -> str:
    return f"{verb} {view.payload.get('callback_id') or view.id}"
