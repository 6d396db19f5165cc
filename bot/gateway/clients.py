"""The two ways of talking to Slack: what may be asked again, and what must not be said twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.gateway.failure import NO_ANSWER, Failure, Meaning, read_failure
from bot.gateway.pace import Pace
from bot.metrics import Metrics

LONGEST_CALL = 10  # seconds
MOST_REFUSALS = 3  # for its rate, until a question is given up
PAUSES = (0.1, 1.0)  # seconds before each further try of a question without an answer


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
    """Asks when it is the method's turn, and again when Slack refused it for its rate, or did not answer: what depends
    on the answer, such as who somebody is, is decided once.
    """

    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        refusals, silences = iter((0.0,) * MOST_REFUSALS), iter(PAUSES)  # the pace knows how long a rate lasts
        while True:
            await self._pace.turn(api_method)
            try:
                return await super().api_call(api_method, **call)
            except NO_ANSWER as error:
                failure = read_failure(error)
                if not (failure.is_rate or failure.meaning is Meaning.UNKNOWN):
                    raise
                pause = next(refusals if failure.is_rate else silences, None)
                if pause is None:
                    raise
            await asyncio.sleep(pause)


@asynccontextmanager
async def open_clients(
    token: str, base_url: str, pace: Pace | None = None, metrics: Metrics | None = None
) -> AsyncIterator[Clients]:
    """Both clients share one session, so that a call does not pay for a new TLS connection."""
    pace, metrics = pace or Pace(), metrics or Metrics()
    async with ClientSession(timeout=ClientTimeout(total=LONGEST_CALL)) as session:
        whose: dict[str, Any] = {"token": token, "base_url": base_url, "session": session}
        yield Clients(
            reading=PatientClient(pace, metrics, retry_handlers=[], **whose),
            posting=WatchedClient(pace, metrics, retry_handlers=[], **whose),
        )
