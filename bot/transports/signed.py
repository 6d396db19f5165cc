"""Slack's requests over HTTP, which anybody can send: whose they are is asked before anything in them is read."""

from collections.abc import Mapping

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.metrics import Metrics


class SignedRequests:
    """Acknowledged when Bolt's listener has returned, which it does once what came is stored."""

    def __init__(self, app: AsyncApp, secret: str, metrics: Metrics) -> None:
        self._app = app
        self._secret = secret
        self._metrics = metrics

    async def take(self, request: web.Request) -> web.Response:
        with self._metrics.acks.time():
            if not is_signed(self._secret, await request.read(), request.headers):
                return web.Response(status=401, text="not signed by Slack")
            return await to_aiohttp_response(await self._app.async_dispatch(await to_bolt_request(request)))


def is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether it was signed with that secret in the last five minutes. What makes no sense is not signed."""
    try:
        return SignatureVerifier(secret).is_valid_request(body, headers)
    except (ValueError, TypeError):  # a time that is no number, bytes that are no text
        return False
