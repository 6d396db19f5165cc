"""One websocket of Socket Mode, which tells when it ends and leaves it to others to connect anew."""

import asyncio
import json
import re
from contextlib import suppress
from typing import TypeVar

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.metrics import Metrics

T = TypeVar("T")
ACK_WINDOW = 3.0  # seconds that Slack waits
_HELLO = "hello"
_ABOUT_THE_LINE = re.compile(r'"type"\s*:\s*"(?:hello|disconnect)"')  # an envelope is parsed where it is handled


class Line(SocketModeClient):
    """`ended` has the reason, as soon as there is one: Slack's own word for it, or "lost". `gone` is set when nothing
    more can come.
    """

    def __init__(self, app: AsyncApp, app_token: str, ping: float, metrics: Metrics) -> None:
        super().__init__(app_token=app_token, web_client=app.client, logger=app.logger, ping_interval=ping)
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self._first_word: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._app = app
        self._metrics = metrics
        self._in_hand: set[asyncio.Future[None]] = set()
        self.socket_mode_request_listeners.append(self._take)

    async def open(self, within: float) -> None:
        """Returns once Slack has said hello; raises what the call, the silence or another word raises."""
        answer = await self.web_client.apps_connections_open(app_token=self.app_token)
        self.wss_uri = answer["url"]
        async with asyncio.timeout(within):
            await self.connect()  # type: ignore[no-untyped-call]
            first_word = await asyncio.shield(self._first_word)
        if first_word != _HELLO:
            raise ConnectionError(first_word)

    async def retire(self) -> None:
        """Closes once what came is acknowledged, or nobody waits for that any more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ACK_WINDOW):
                await asyncio.gather(*self._in_hand, return_exceptions=True)
        await self.close()  # type: ignore[no-untyped-call]

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002  # what the library asks for
        """Never: a line that connects anew is deaf meanwhile, so another one takes its place first."""
        self._end("lost")
        self.gone.set()

    async def enqueue_message(self, message: str) -> None:
        """Slack's own words about the line are heard at once: the end itself may follow right behind them."""
        word = json.loads(message) if _ABOUT_THE_LINE.search(message) else {}
        match word.get("type"):
            case "hello":
                _settle(self._first_word, _HELLO)
            case "disconnect":
                self._end(str(word.get("reason", "")))
            case _:
                await super().enqueue_message(message)

    def _end(self, why: str) -> None:
        _settle(self._first_word, why)
        _settle(self.ended, why)

    async def _take(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Acknowledged when Bolt's listener has returned, which it does once what came is stored."""
        acknowledged: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._in_hand.add(acknowledged)
        try:
            with self._metrics.acks.time():
                answer = await run_async_bolt_app(self._app, request)
                await send_async_response(self, request, answer, 0.0)
        finally:
            self._in_hand.discard(acknowledged)
            _settle(acknowledged, None)


def _settle(word: asyncio.Future[T], said: T) -> None:
    if not word.done():
        word.set_result(said)
