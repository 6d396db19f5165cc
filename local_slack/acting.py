"""What people do, as requests of the control API: each method takes one request's JSON and returns the answer's."""

from local_slack import addressing, administering, chatting, conversations, elements, messages, naming, seeing
from local_slack.asked import Asked, Deed, taking
from local_slack.interactions import Interactions
from local_slack.payloads import Surface
from local_slack.state import Conversation, Json, Message, State, User

_CHOSEN = " ".join(sorted({keys[0] for keys in elements.STATE_KEYS.values() if keys}))
# what a person can do -> what such a request has, besides who they are
DEEDS = {
    "say": "channel text thread_ts",
    "edit": "channel ts text",
    "delete": "channel ts",
    "react": "channel ts name remove",
    "upload": "channel name content thread_ts",
    "slash": "channel command text",
    "action": f"container block_id action_id element values {_CHOSEN}",
    "suggest": "container block_id action_id value values",
    "view_state": "view_id values",
    "submit": "view_id values",
    "close": "view_id all",
    "shortcut": "callback_id channel ts",
    "home": "tab",
    "profile": f"user fields {' '.join(administering.PROFILE)}",
    "group": "handle add remove",
    "hire": "name real_name title",
    "join": "channel",
    "leave": "channel",
    "invite": "channel users",
    "archive": "channel",
    "rename": "channel name",
    "create_channel": "name private",
}


class Acting:
    """Everything a person can do, by the name of its route."""

    def __init__(self, state: State, interactions: Interactions) -> None:
        self._state = state
        self._interactions = interactions

    def deeds(self) -> dict[str, Deed]:
        return {name: taking(known, getattr(self, name)) for name, known in DEEDS.items()}

    async def say(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        message = chatting.say(self._state, user, conversation, asked["text"], asked.get("thread_ts"))
        return {"channel": conversation.id, "ts": message.ts}

    async def upload(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        content = asked["content"]  # bytes from a form, words from JSON
        file = (asked["name"], content if isinstance(content, bytes) else str(content).encode())
        message = chatting.share_file(self._state, user, conversation, file, asked.get("thread_ts"))
        return {"channel": conversation.id, "ts": message.ts, "file": message.files[0]["id"]}

    async def edit(self, asked: Asked) -> Json:
        user, conversation, message = self._which(asked)
        chatting.edit(self._state, user, conversation, message, asked["text"])
        return {"ok": True}

    async def delete(self, asked: Asked) -> Json:
        chatting.delete(self._state, *self._which(asked))
        return {"ok": True}

    async def react(self, asked: Asked) -> Json:
        user, conversation, message = self._which(asked)
        change = messages.unreact if asked.get("remove") else messages.react
        change(self._state, conversation, message, user, asked["name"])
        return {"ok": True}

    async def slash(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        return await self._interactions.slash(user, conversation, asked["command"], asked.get("text", ""))

    async def action(self, asked: Asked) -> Json:
        user = self._who(asked)
        return await self._interactions.act(user, self._surface(user, asked), asked)

    async def suggest(self, asked: Asked) -> Json:
        user = self._who(asked)
        return await self._interactions.suggest(user, self._surface(user, asked), asked)

    async def view_state(self, asked: Asked) -> Json:
        view = addressing.open_view(self._state, asked["view_id"], self._who(asked))
        self._interactions.fill(view, asked["values"])
        return {"ok": True}

    async def submit(self, asked: Asked) -> Json:
        user = self._who(asked)
        view = addressing.open_view(self._state, asked["view_id"], user)
        self._interactions.fill(view, asked.get("values", {}))
        return await self._interactions.submit(user, view)

    async def close(self, asked: Asked) -> Json:
        user = self._who(asked)
        view = addressing.open_view(self._state, asked["view_id"], user)
        return await self._interactions.close(user, view, everything=asked.get("all", False))

    async def shortcut(self, asked: Asked) -> Json:
        user, on = self._who(asked), None
        if asked.get("ts"):
            _, conversation, message = self._which(asked)
            on = (conversation, message)
        return await self._interactions.shortcut(user, asked["callback_id"], on)

    async def home(self, asked: Asked) -> Json:
        user = self._who(asked)
        view = self._interactions.open_home(user, asked.get("tab", "home"))
        return {"view": seeing.view(self._state, view, user) if view else None}

    async def profile(self, asked: Asked) -> Json:
        """`fields` are custom ones by label; everything else is of the profile itself."""
        user = addressing.person(self._state, asked.get("user") or asked["as"])
        attributes = {key: value for key, value in asked.items() if key not in ("as", "user", "fields")}
        if attributes:
            administering.edit_profile(self._state, user, attributes)
        if asked.get("fields"):
            administering.edit_fields(self._state, user, asked["fields"])
        return {"ok": True}

    async def group(self, asked: Asked) -> Json:
        add, remove = asked.get("add", []), asked.get("remove", [])
        group = administering.edit_group(self._state, asked["handle"], add, remove)
        return {"id": group.id, "users": group.users}

    async def hire(self, asked: Asked) -> Json:
        user = administering.hire(self._state, asked["name"], asked["real_name"], asked.get("title", ""))
        return {"id": user.id}

    async def join(self, asked: Asked) -> Json:
        user = self._who(asked)
        conversations.join(self._state, addressing.place(self._state, asked["channel"], user), user)
        return {"ok": True}

    async def leave(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        conversations.leave(self._state, conversation, user)
        return {"ok": True}

    async def invite(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        administering.invite(self._state, conversation, user, asked["users"])
        return {"ok": True}

    async def archive(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        conversations.archive(self._state, conversation, user)
        return {"ok": True}

    async def rename(self, asked: Asked) -> Json:
        user, conversation = self._where(asked)
        naming.check_channel(self._state, asked["name"], conversation)
        conversations.rename(self._state, conversation, user, asked["name"])
        return {"ok": True}

    async def create_channel(self, asked: Asked) -> Json:
        private = asked.get("private", False)
        naming.check_channel(self._state, asked["name"])
        conversation = conversations.create(self._state, self._who(asked), asked["name"], is_private=private)
        return {"channel": conversation.id}

    def _who(self, asked: Asked) -> User:
        return addressing.person(self._state, asked["as"])

    def _where(self, asked: Asked) -> tuple[User, Conversation]:
        user = self._who(asked)
        return user, addressing.joined(self._state, asked["channel"], user)

    def _which(self, asked: Asked) -> tuple[User, Conversation, Message]:
        user, conversation = self._where(asked)
        return user, conversation, addressing.message(conversation, asked["ts"], user)

    def _surface(self, user: User, asked: Asked) -> Surface:
        """The message or view in `container`, with the values typed into it so far."""
        container = Asked(asked["container"])
        if container["type"] == "view":
            view = addressing.open_view(self._state, container["view_id"], user)
            self._interactions.fill(view, asked.get("values", {}))
            return self._interactions.in_view(view)
        conversation = addressing.place(self._state, container["channel"], user)
        message = addressing.message(conversation, container["ts"], user)
        return self._interactions.on_message(user, conversation, message)
