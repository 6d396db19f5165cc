"""What stands before Bolt over HTTP: a request is bounded, and known to be Slack's, before anything in it is read."""

import asyncio
from collections.abc import Mapping

from aiohttp import web
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.handlers.shape import read_shape

LARGEST_BODY = 1_000_000  # bytes of a delivery; Slack's own are far smaller
LONGEST_BODY = 5.0  # seconds until all of it has to be there
_READ_BY_BOLT = ("Content-Type", "X-Slack-Request-Timestamp", "X-Slack-Signature")


async def admit(request: web.Request, secret: str, patience: float = LONGEST_BODY) -> AsyncBoltRequest:
    """Raises the answer to whatever is too large (413), too slow (408), not signed by Slack (401) or of no shape that
    Slack's payloads have (400). Only the headers that Bolt needs are passed on: the others are signed by nobody.
    """
    body = await _read(request, patience)
    if not is_signed(secret, body, request.headers):
        raise web.HTTPUnauthorized(text="not signed by Slack")
    headers = {name: request.headers[name] for name in _READ_BY_BOLT if name in request.headers}
    return _parse(body.decode(), headers)


def is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether it was signed with that secret in the last five minutes. Anybody can send anything: what makes no sense
    is not signed.
    """
    try:
        return SignatureVerifier(secret).is_valid_request(body, headers)
    except (ValueError, TypeError, ArithmeticError):  # a time that is no number or no end, bytes that are no text
        return False


async def _read(request: web.Request, patience: float) -> bytes:
    try:
        async with asyncio.timeout(patience):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.HTTPException:  # it is too large
        raise
    except Exception:
        raise web.HTTPBadRequest(text="the body broke off") from None


def _parse(body: str, headers: dict[str, str]) -> AsyncBoltRequest:
    """Bolt reads a body while it is built, and trips over one that is of another shape."""
    try:
        parsed = AsyncBoltRequest(body=body, headers=dict(headers))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise web.HTTPBadRequest(text="not a payload of Slack's") from None
    if read_shape(parsed.body) is None:
        raise web.HTTPBadRequest(text="not a payload of Slack's")
    return parsed
