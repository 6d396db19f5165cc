"""The two ways of talking to Slack: what may be asked again, and what must not be said twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.gateway.failure import NO_ANSWER, Failure, read_failure
from bot.gateway.pace import Pace
from bot.metrics import Metrics

LONGEST_CALL = 10  # seconds
MOST_REFUSALS = 3  # for its rate, until a question is given up


@dataclass(frozen=True)
class Clients:
    """`reading` repeats a call that failed. `posting` never does: Slack may have posted before the connection broke."""

    reading: AsyncWebClient
    posting: AsyncWebClient


class WatchedClient(AsyncWebClient):
    """Counts each call by its outcome, and tells the pace of what Slack refuses for its rate."""

    def __init__(self, pace: Pace, metrics: Metrics, **options: Any) -> None:
        super().__init__(**options)
        self._pace = pace
        self._metrics = metrics

    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        try:
            answer = await super().api_call(api_method, **call)
        except NO_ANSWER as error:
            self._note(api_method, read_failure(error))
            raise
        self._metrics.calls.labels(api_method, "ok").inc()
        return answer

    def _note(self, method: str, failure: Failure) -> None:
        self._metrics.calls.labels(method, failure.reason).inc()
        if failure.is_rate:
            self._pace.refused(method, failure.retry_after)


class PatientClient(WatchedClient):
    """Asks when it is the method's turn, and again when Slack refused it for its rate."""

    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        for _ in range(MOST_REFUSALS):
            await self._pace.turn(api_method)
            try:
                return await super().api_call(api_method, **call)
            except SlackApiError as error:
                if not read_failure(error).is_rate:
                    raise
        await self._pace.turn(api_method)
        return await super().api_call(api_method, **call)


@asynccontextmanager
async def open_clients(
    token: str, base_url: str, pace: Pace | None = None, metrics: Metrics | None = None
) -> AsyncIterator[Clients]:
    """Both clients share one session, so that a call does not pay for a new TLS connection."""
    again = [AsyncConnectionErrorRetryHandler(), AsyncServerErrorRetryHandler()]
    pace, metrics = pace or Pace(), metrics or Metrics()
    async with ClientSession(timeout=ClientTimeout(total=LONGEST_CALL)) as session:
        whose: dict[str, Any] = {"token": token, "base_url": base_url, "session": session}
        yield Clients(
            reading=PatientClient(pace, metrics, retry_handlers=again, **whose),
            posting=WatchedClient(pace, metrics, retry_handlers=[], **whose),
        )
