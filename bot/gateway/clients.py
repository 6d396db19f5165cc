"""The two ways of talking to Slack: what may be asked again, and what must not be said twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

LONGEST_CALL = 10  # seconds


@dataclass(frozen=True)
class Clients:
    """`reading` repeats a call that failed. `posting` never does: Slack may have posted before the connection broke."""

    reading: AsyncWebClient
    posting: AsyncWebClient


@asynccontextmanager
async def open_clients(token: str, base_url: str) -> AsyncIterator[Clients]:
    """Both clients share one session, so that a call does not pay for a new TLS connection."""
    again = [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(),
    ]
    async with ClientSession(timeout=ClientTimeout(total=LONGEST_CALL)) as session:
        yield Clients(
            reading=AsyncWebClient(token=token, base_url=base_url, session=session, retry_handlers=again),
            posting=AsyncWebClient(token=token, base_url=base_url, session=session, retry_handlers=[]),
        )
