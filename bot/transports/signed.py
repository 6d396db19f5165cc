"""Slack's requests over HTTP, on their way to Bolt."""

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp

from bot.metrics import Metrics
from bot.transports.guard import LONGEST_BODY, admit


class SignedRequests:
    """Acknowledged when Bolt's listener has returned, which it does once what came is stored. `patience` is how many
    seconds a body may take to come.
    """

    def __init__(self, app: AsyncApp, secret: str, metrics: Metrics, patience: float = LONGEST_BODY) -> None:
        self._app = app
        self._secret = secret
        self._metrics = metrics
        self._patience = patience

    async def take(self, request: web.Request) -> web.Response:
        admitted = await admit(request, self._secret, self._patience)
        with self._metrics.acks.time():
            return await to_aiohttp_response(await self._app.async_dispatch(admitted))
