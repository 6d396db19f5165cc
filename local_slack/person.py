"""A person in a test: what they do, and what they see of it."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from local_slack.on_screen import Screen, SeenMessage, SeenView, filled, option, several
from local_slack.state import Json

Where = Screen | Literal["home"] | None
PATIENCE = 15.0  # seconds until what should come is missed: long, because a machine that runs tests is busy


class NotPossibleError(AssertionError):
    """Slack would not let the person do that."""


class NotSeenError(AssertionError):
    """What was waited for did not come; `seen` is what is there instead."""

    def __init__(self, sentence: str, seen: list[Any]) -> None:
        shown = "\n".join(f"  · {str(one).replace(chr(10), chr(10) + '    ')}" for one in seen)
        super().__init__(f"{sentence} There is:\n{shown or '  nothing'}")
        self.seen = seen


class ShownError(AssertionError):
    """Slack shows the person an error, because the app did not answer as it should; `code` is Slack's."""

    def __init__(self, what: str, code: str) -> None:
        super().__init__(f"{what} failed with the error {code}")
        self.code = code


class Request(Protocol):
    async def __call__(self, route: str, /, **asked: Any) -> Json: ...


class Person:
    """Does what a person does in Slack's client. Places are "#channel", "@name", and by default the DM with the app."""

    def __init__(self, name: str, post: Request, get: Request) -> None:
        self.name = name
        self._post = post
        self._get = get
        self._overview: Json = {}

    async def say(self, channel: str, text: str, *, thread: SeenMessage | str | None = None) -> SeenMessage:
        """Says it in a channel or a thread, exactly as typed."""
        said = await self._do("say", channel=channel, text=text, thread_ts=_ts(thread))
        return await self._message(said["channel"], said["ts"])

    async def dm(self, text: str, *, thread: SeenMessage | str | None = None) -> SeenMessage:
        """Writes it to the app."""
        return await self.say(await self._app(), text, thread=thread)

    async def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        await self._do("edit", channel=message.channel, ts=message.ts, text=text)
        return await self._message(message.channel, message.ts)

    async def delete(self, message: SeenMessage) -> None:
        await self._do("delete", channel=message.channel, ts=message.ts)

    async def react(self, emoji: str, message: SeenMessage) -> None:
        await self._do("react", channel=message.channel, ts=message.ts, name=emoji)

    async def unreact(self, emoji: str, message: SeenMessage) -> None:
        await self._do("react", channel=message.channel, ts=message.ts, name=emoji, remove=True)

    async def upload(
        self,
        name: str,
        content: str | bytes = "…",
        *,
        channel: str | None = None,
        thread: SeenMessage | str | None = None,
    ) -> SeenMessage:
        """Attaches a file: its words, or its bytes."""
        where = channel or await self._app()
        said = await self._do("upload", channel=where, name=name, content=content, thread_ts=_ts(thread))
        return await self._message(said["channel"], said["ts"])

    async def join(self, channel: str) -> None:
        await self._do("join", channel=channel)

    async def leave(self, channel: str) -> None:
        await self._do("leave", channel=channel)

    async def invite(self, *names: str, to: str) -> None:
        await self._do("invite", channel=to, users=names)

    async def slash(self, command: str, text: str = "", *, channel: str = "#general") -> Json:
        """Raises `ShownError` when Slack shows that the command failed."""
        return _shown(command, await self._do("slash", channel=channel, command=command, text=text))

    async def shortcut(self, name: str, *, message: SeenMessage | None = None) -> None:
        """By the name in the menu, or its callback id."""
        known = (await self._workspace())["shortcuts"]
        callback_id = next((one["callback_id"] for one in known if name in (one["name"], one["callback_id"])), name)
        on = {"channel": message.channel, "ts": message.ts} if message else {}
        _shown(name, await self._do("shortcut", callback_id=callback_id, **on))

    async def click(self, button: str, *, in_: Where = None, stale: bool = False) -> None:
        """By what the button says, or its action id. A stale click is on `in_` as it was when it was seen."""
        screen = await self._screen(in_, stale)
        _, element = self._find(screen, button)
        await self._act(screen, button, {"element": element})  # which the app may be changing at this moment

    async def choose(self, what: str, choice: Any, *, in_: Where = None) -> None:
        """From a select, menu, radio buttons, checkboxes or a date picker; several choices as a list."""
        screen = await self._screen(in_)
        block, element = self._find(screen, what)
        state = await self._filled(screen, what, choice)
        if block["type"] == "input" and not block.get("dispatch_action"):
            values = {block["block_id"]: {element["action_id"]: state}}
            await self._do("view_state", view_id=screen["id"], values=values)
        else:
            await self._act(screen, what, state)

    async def submit(self, values: Mapping[str, Any] | None = None) -> None:
        """Fills in fields, by label or id, and sends the top modal. Fails when the form is refused."""
        answer = await self._submit(values or {})
        if answer.get("errors"):
            raise NotSeenError(f"{self.name}'s form was refused.", [answer["errors"]])
        _shown("the form", answer)

    async def submit_in_vain(self, values: Mapping[str, Any] | None = None) -> dict[str, str]:
        """The same for a form that must be refused: what stands under each field, by its label."""
        modal = await self.modal()
        answer = await self._submit(values or {})
        if not answer.get("errors"):
            raise NotSeenError(f"{self.name}'s form was accepted.", [answer])
        return {modal.labels.get(block_id, block_id): error for block_id, error in answer["errors"].items()}

    async def close(self, *, everything: bool = False) -> None:
        """The cancel button of the top modal, or the cross for all of them."""
        modal = await self.modal()
        _shown("closing", await self._do("close", view_id=modal.id, all=everything))

    async def open_home(self) -> SeenView:
        """Goes to the app's Home and waits until there is something on it."""
        await self._do("home", tab="home")
        return await self.home()

    async def open_messages(self) -> None:
        """Goes to the app's Messages tab."""
        await self._do("home", tab="messages")

    async def sees(
        self,
        text: str,
        *,
        in_: str | None = None,
        thread: SeenMessage | str | None = None,
        after: SeenMessage | None = None,
        within: float = PATIENCE,
    ) -> SeenMessage:
        """Waits for a message that reads so, in a place or a thread, newer than `after`."""
        where = thread.channel if isinstance(thread, SeenMessage) else in_ or await self._app()
        match = {"channel": where, "text": text, "thread_ts": _ts(thread), "after": after.ts if after else ""}
        sentence = f"{self.name} does not see {text!r} in {'the thread in ' if thread else ''}{in_ or where}."
        return SeenMessage(await self._wait("message", sentence, within, match))

    async def does_not_see(self, text: str, *, in_: str | None = None, thread: SeenMessage | str | None = None) -> None:
        """Fails if a message there reads so now."""
        try:
            found = await self.sees(text, in_=in_, thread=thread, within=0)
        except NotSeenError:
            return
        raise NotSeenError(f"{self.name} sees {text!r}.", [found.text])

    async def messages(self, in_: str | None = None, *, thread: SeenMessage | str | None = None) -> list[SeenMessage]:
        """Everything there, oldest first; a thread with its parent."""
        where = thread.channel if isinstance(thread, SeenMessage) else in_ or await self._app()
        asked = {"channel": where} | ({"ts": _ts(thread)} if thread else {})
        answer = await self._get("thread" if thread else "messages", **{"as": self.name}, **asked)
        return [SeenMessage(message) for message in answer["messages"]]

    async def now_sees(self, message: SeenMessage) -> SeenMessage:
        """The same message as it is now. Fails when it is gone."""
        return await self._message(message.channel, message.ts)

    async def modal(self, text: str = "", *, within: float = PATIENCE) -> SeenView:
        """Waits until the top modal reads so."""
        sentence = f"{self.name} has no modal with {text!r} open."
        return SeenView(await self._wait("view", sentence, within, {"text": text}))

    async def has_no_modal(self) -> None:
        """Fails when a modal is open."""
        modals = (await self._views())["modals"]
        if modals:
            raise NotSeenError(f"{self.name} has a modal open.", [modal["readable"] for modal in modals])

    async def home(self, text: str = "", *, within: float = PATIENCE) -> SeenView:
        """Waits until the App Home reads so."""
        sentence = f"{self.name}'s Home does not say {text!r}."
        return SeenView(await self._wait("view", sentence, within, {"text": text, "type": "home"}))

    async def _do(self, route: str, **asked: Any) -> Json:
        return await self._post(route, **{"as": self.name}, **asked)

    async def _wait(self, what: str, sentence: str, within: float, match: Json) -> Json:
        try:
            return await self._post("wait", **{"for": what, "match": {"as": self.name, **match}, "timeout": within})
        except NotSeenError as error:
            raise NotSeenError(sentence, error.seen) from None

    async def _act(self, screen: Screen, what: str, choice: Json) -> None:
        block, element = self._find(screen, what)
        where = {"block_id": block["block_id"], "action_id": element["action_id"]}
        _shown(what, await self._do("action", container=screen.container, **where, **choice))

    async def _submit(self, values: Mapping[str, Any]) -> Json:
        modal = await self.modal()
        filled_in: Json = {}
        for label, value in values.items():
            block, element = self._find(modal, label)
            state = await self._filled(modal, label, value)
            filled_in.setdefault(block["block_id"], {})[element["action_id"]] = state
        return await self._do("submit", view_id=modal.id, values=filled_in)

    async def _filled(self, screen: Screen, what: str, wanted: Any) -> Json:
        """The state of the element once the person has chosen or typed what they want."""
        block, element = self._find(screen, what)
        if element["type"].endswith("external_select"):
            where = {"block_id": block["block_id"], "action_id": element["action_id"]}
            wanted = [await self._suggested(screen, where, one) for one in several(wanted)]
        return filled(element, wanted, await self._ids())

    async def _suggested(self, screen: Screen, where: Json, wanted: str) -> Json:
        """The option that the app suggests for what the person types."""
        answer = await self._do("suggest", container=screen.container, **where, value=wanted)
        return option(_shown("the search", answer), wanted)

    async def _screen(self, in_: Where, stale: bool = False) -> Screen:
        """What the person looks at: the message or view given, as it is now, or the top modal, or their Home."""
        if isinstance(in_, SeenMessage):
            return in_ if stale else await self.now_sees(in_)
        views = await self._views()
        if isinstance(in_, SeenView):
            shown = [*views["modals"], views["home"] or {}]
            return SeenView(next((view for view in shown if view.get("id") == in_.id and not stale), in_))
        found = views["home"] if in_ == "home" or not views["modals"] else views["modals"][-1]
        if found is None:
            raise NotSeenError(f"{self.name} has neither a modal nor the Home before them.", [])
        return SeenView(found)

    def _find(self, screen: Screen, what: str) -> tuple[Json, Json]:
        found = screen.find(what)
        if found is None:
            raise NotSeenError(f"{self.name} sees nothing called {what!r} there.", [screen.text])
        return found

    async def _message(self, channel: str, ts: str) -> SeenMessage:
        answer = await self._get("thread", **{"as": self.name}, channel=channel, ts=ts)
        found = next((message for message in answer["messages"] if message["ts"] == ts), None)
        if found is None:
            raise NotSeenError(f"{self.name} does not see that message any more.", [])
        return SeenMessage(found)

    async def _views(self) -> Json:
        return await self._get("views", **{"as": self.name})

    async def _workspace(self) -> Json:
        self._overview = self._overview or await self._get("state", **{"as": self.name})
        return self._overview

    async def _app(self) -> str:
        return f"@{(await self._workspace())['bot']['name']}"

    async def _ids(self) -> dict[str, str]:
        """The ids of people and channels by their name."""
        overview = await self._get("state", **{"as": self.name})
        return {one["name"]: one["id"] for one in [*overview["people"], *overview["channels"]]}


def _ts(thread: SeenMessage | str | None) -> str | None:
    return thread.thread if isinstance(thread, SeenMessage) else thread


def _shown(what: str, answer: Json) -> Json:
    if answer.get("error"):
        raise ShownError(what, answer["error"])
    return answer
