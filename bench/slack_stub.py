"""As much of Slack as a desk needs to answer one question, and as little: it must not be what is measured."""

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import WSMsgType, web

from bench.company import Company

Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """A message that somebody posted; `at` by the monotonic clock. `key` is the one in its metadata, if it has one."""

    key: str
    channel: str
    ts: str
    at: float


class SlackStub:
    """Says when somebody got an answer. Apps are told apart by their app-level token, `xapp-` and a name. What they
    post is kept in `posts` while `keeps_posts`.
    """

    def __init__(self, company: Company, *, keeps_posts: bool = False) -> None:
        self.calls: Counter[str] = Counter()
        self.posts: list[Post] = []
        self._keeps_posts = keeps_posts
        self.base_url = ""
        self._company = company
        self._awaited: dict[str, asyncio.Future[float]] = {}
        self._sockets: dict[str, list[web.WebSocketResponse]] = {}
        self._turns = itertools.count()
        self._acks: dict[str, asyncio.Future[None]] = {}
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        self._answers = self._prepared()

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/api/"

    @property
    def response_url(self) -> str:
        return f"{self.base_url}/response"

    def answer_to(self, person_id: str) -> "asyncio.Future[float]":
        """When the next message to this person arrives, by the monotonic clock."""
        awaited = self._awaited[_dm_of(person_id)] = asyncio.get_running_loop().create_future()
        return awaited

    async def deliver(self, app: str, payload: Json) -> None:
        """Over one of the app's sockets in turn; returns when it is acknowledged."""
        turn = next(self._turns)
        sockets, envelope_id = self._sockets[app], f"envelope-{turn}"
        acknowledged = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": envelope_id, "type": _envelope_of(payload), "payload": payload}
        await sockets[turn % len(sockets)].send_str(json.dumps(envelope | {"accepts_response_payload": True}))
        await acknowledged

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for socket in list(itertools.chain.from_iterable(self._sockets.values())):
            await socket.close()
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application()
        application.router.add_get("/link", self._link)
        application.router.add_post("/response", self._respond)
        application.router.add_route("*", "/api/{method}", self._call)
        return application

    def _prepared(self) -> dict[str, Callable[[Mapping[str, Any]], Json]]:
        company = self._company
        identity = {"team_id": company.team["id"], "user_id": company.app["bot_user"], "bot_id": company.app["bot_id"]}
        groups, channels, fields = company.groups(), company.channels(), company.profile_fields()
        return {
            "auth.test": lambda _: {**identity, "team": "Northwind", "user": "frontdesk", "url": self.base_url},
            "users.info": lambda asked: {"user": company.user(asked["user"])},
            "users.profile.get": lambda asked: {"profile": company.profile(asked["user"])},
            "usergroups.list": lambda _: {"usergroups": groups},
            "conversations.list": lambda _: {"channels": channels},
            "conversations.open": lambda asked: {"channel": {"id": _dm_of(asked["users"])}},
            "team.profile.get": lambda _: {"profile": {"fields": fields}},
            "conversations.history": self._history,
            "conversations.replies": self._history,
            "chat.postMessage": self._post,
            "chat.update": lambda asked: {"channel": asked["channel"], "ts": asked["ts"]},
        }

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] += 1
        if method == "apps.connections.open":
            app = request.headers["Authorization"].removeprefix("Bearer xapp-")
            return _json({"ok": True, "url": f"{self.base_url.replace('http', 'ws', 1)}/link?app={app}"})
        answer = self._answers.get(method, _unknown)(await _arguments(request))
        return _json({"ok": True} | answer)

    def _post(self, asked: Mapping[str, Any]) -> Json:
        channel = _dm_of(asked["channel"])
        awaited = self._awaited.pop(channel, None)
        if awaited is not None and not awaited.done():
            awaited.set_result(time.monotonic())
        ts = f"{1_700_000_000 + next(self._turns)}.000100"
        if self._keeps_posts:
            self.posts.append(Post(_key_of(asked), channel, ts, time.monotonic()))
        return {"channel": channel, "ts": ts, "message": {"type": "message"}}

    def _history(self, asked: Mapping[str, Any]) -> Json:
        """Whoever is not sure whether a message arrived looks for it by its key."""
        there = [post for post in self.posts if post.channel == asked["channel"]]
        return {"messages": [{"ts": post.ts, "metadata": {"event_payload": {"key": post.key}}} for post in there]}

    async def _respond(self, request: web.Request) -> web.Response:
        self.calls["response_url"] += 1
        await request.read()
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        siblings = self._sockets.setdefault(request.query["app"], [])
        siblings.append(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            siblings.remove(socket)
        return socket

    def _acknowledge(self, answer: Json) -> None:
        awaited = self._acks.pop(answer.get("envelope_id", ""), None)
        if awaited is not None and not awaited.done():
            awaited.set_result(None)


def _dm_of(channel: str) -> str:
    """A message may be addressed to a person: it stands in their DM."""
    return f"D{channel[1:]}" if channel.startswith("U") else channel


def _envelope_of(payload: Json) -> str:
    return "events_api" if payload.get("type") == "event_callback" else "slash_commands"


def _key_of(asked: Mapping[str, Any]) -> str:
    key: str = ((asked.get("metadata") or {}).get("event_payload") or {}).get("key", "")
    return key


def _unknown(_: Mapping[str, Any]) -> Json:
    return {"ok": False, "error": "unknown_method"}


async def _arguments(request: web.Request) -> Mapping[str, Any]:
    if request.content_type == "application/json":
        asked: Json = json.loads(await request.read())
        return asked
    return {**request.query, **(await request.post())}


def _json(answer: Json) -> web.Response:
    return web.Response(text=json.dumps(answer), content_type="application/json")
