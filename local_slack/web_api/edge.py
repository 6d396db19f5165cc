"""The Web API over HTTP: calls come in, are guarded, run, logged and answered, and go wrong on demand."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime

from aiohttp import web

from local_slack import response_urls
from local_slack.errors import SlackError
from local_slack.faults import Fault, FaultBook
from local_slack.rate_limits import RateLimits
from local_slack.state import Json, State
from local_slack.web_api import arguments, call_log, chat_later, downloads, guard, mishaps
from local_slack.web_api.call import Call

RESPONSE_URL = "response_url"  # the name by which the log and the faults know posts to response urls
ANYWHERE = {"token", "team_id"}  # Bolt sends the team with every call


@dataclass
class Exchange:
    """One request of the app on its way to an answer."""

    request: web.Request
    name: str
    arguments: Json = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    injected: bool = False
    started: float = field(default_factory=time.monotonic)


class Edge:
    """Serves `/api/{method}`, response urls, uploads, downloads and avatars for one workspace."""

    def __init__(self, state: State, faults: FaultBook, limits: RateLimits) -> None:
        self._state = state
        self._faults = faults
        self._limits = limits
        state.clock.on_move(lambda: chat_later.post_due(state))

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/{method}", self._api),
            web.post("/api/{method}", self._api),
            web.post("/response/{key}", self._response_url),
            *downloads.routes(self._state),
        ]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(Exchange(request, request.match_info["method"]), self._run)

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(Exchange(request, RESPONSE_URL), self._respond)

    async def _serve(self, exchange: Exchange, run: Callable[[Exchange], web.Response]) -> web.Response:
        try:
            exchange.arguments = await arguments.read(exchange.request)
        except SlackError as error:
            return self._answered(exchange, error.as_json())
        fault = self._faults.take(exchange.name, exchange.arguments)
        if fault:
            return await self._suffer(fault, exchange, run)
        return run(exchange)

    async def _suffer(self, fault: Fault, exchange: Exchange, run: Callable[[Exchange], web.Response]) -> web.Response:
        exchange.injected = True
        await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            self._log(exchange, None)
            return mishaps.hang_up(exchange.request)
        response = mishaps.instead(fault)
        if response is not None:
            self._log(exchange, None)
            return response
        response = run(exchange)
        await asyncio.sleep(fault.hold)
        return mishaps.hang_up(exchange.request) if fault.drop == "after" else response

    def _run(self, exchange: Exchange) -> web.Response:
        wait = self._limits.wait(exchange.name, exchange.arguments)
        if wait:
            limited = {"ok": False, "error": "ratelimited"}
            return self._answered(exchange, limited, status=429, headers={"Retry-After": str(wait)})
        token = arguments.token(exchange.request, exchange.arguments)
        headers = guard.scope_headers(self._state, exchange.name, token)
        try:
            return self._answered(exchange, self._result(exchange, token), headers=headers)
        except SlackError as error:
            return self._answered(exchange, error.as_json(), headers=headers)

    def _result(self, exchange: Exchange, token_value: str) -> Json:
        method = guard.method_named(exchange.name)
        token = guard.admit(self._state, method, token_value)
        if method.tokens:  # api.test, which is open to all, takes any argument
            unknown = sorted(set(exchange.arguments) - method.arguments - ANYWHERE)
            exchange.warnings.extend(f"{exchange.name}: unknown argument {name}" for name in unknown)
        call = Call(self._state, exchange.name, exchange.arguments, token, exchange.warnings)
        return {"ok": True, **method.run(call)}

    def _respond(self, exchange: Exchange) -> web.Response:
        try:
            response_urls.respond(self._state, exchange.request.match_info["key"], exchange.arguments)
        except SlackError as error:
            status = 404 if error.code in response_urls.GONE else 400
            return self._answered(exchange, error.as_json(), status=status)
        self._log(exchange, {"ok": True})
        return web.Response(text="ok")

    def _answered(
        self, exchange: Exchange, answer: Json, *, status: int = 200, headers: dict[str, str] | None = None
    ) -> web.Response:
        """An app may go by the time of the answer: it is the workspace's."""
        self._log(exchange, answer)
        date = format_datetime(self._state.clock.now().astimezone(UTC), usegmt=True)
        return web.json_response(answer, status=status, headers={"Date": date, **(headers or {})})

    def _log(self, exchange: Exchange, answer: Json | None) -> None:
        seconds = time.monotonic() - exchange.started
        record = call_log.Record(
            exchange.name, exchange.arguments, answer, exchange.warnings, seconds, exchange.injected
        )
        call_log.log(self._state, record)
