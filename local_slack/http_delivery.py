"""HTTP delivery: each envelope as a signed POST to the app's request URL."""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode

import aiohttp

from local_slack.delivering import COMMANDS, EVENTS, Attempt, Envelope, Outcome, Timing
from local_slack.state import Json, State

MOST_REDIRECTS = 2
STALE_SECONDS = 301  # one more than receivers accept


class Signing(Enum):
    """How requests are signed: well, or in one of the ways that an app must refuse."""

    GOOD = "good"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a name, no secret
    STALE_TIMESTAMP = "stale_timestamp"


@dataclass(frozen=True)
class _Response:
    status: int
    text: str
    no_retry: bool


class HttpDelivery:
    """The transport for an app that listens at a URL."""

    name = "http"

    def __init__(self, state: State, timing: Timing, url: str) -> None:
        self.url = url
        self.signing = Signing.GOOD
        self._state = state
        self._timing = timing

    async def attempt(self, envelope: Envelope, attempt: Attempt) -> Outcome:
        body, content_type = _encode(envelope)
        headers = {"Content-Type": content_type}
        if attempt.number:
            headers |= {"X-Slack-Retry-Num": str(attempt.number), "X-Slack-Retry-Reason": attempt.reason}
        attempt.sent()
        try:
            response = await self._post(body, headers)
        except (TimeoutError, aiohttp.ClientError) as error:
            reason = _reason(error)
            return Outcome(error="operation_timeout" if reason == "http_timeout" else "dispatch_failed", reason=reason)
        attempt.acknowledged()
        return _outcome(response)

    async def verify_url(self) -> bool:
        """Whether the app echoes the challenge, which Slack asks for when the URL is saved."""
        challenge = secrets.token_urlsafe(20)
        payload = {"token": "verification", "challenge": challenge, "type": "url_verification"}
        response = await self._post(json.dumps(payload), {"Content-Type": "application/json"})
        return response.status == 200 and challenge in response.text

    async def check_ssl(self) -> int:
        """The status that the app answers to Slack's occasional certificate check; it should be 200."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return (await self._post(urlencode({"ssl_check": 1, "token": "verification"}), form)).status

    async def _post(self, body: str, headers: dict[str, str]) -> _Response:
        signed = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", **headers, **self._signature(body)}
        timeout = aiohttp.ClientTimeout(total=self._timing.ack_window)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.url, data=body.encode(), headers=signed, max_redirects=MOST_REDIRECTS) as response,
        ):
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return _Response(response.status, await response.text(), no_retry)

    def _signature(self, body: str) -> dict[str, str]:
        """Signed by the wall clock, which the app compares with, not by the workspace's."""
        secret = "not the secret" if self.signing is Signing.WRONG_SECRET else self._state.app["signing_secret"]
        age = STALE_SECONDS if self.signing is Signing.STALE_TIMESTAMP else 0
        timestamp = str(int(time.time()) - age)
        digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _encode(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == EVENTS:
        return json.dumps(envelope.payload), "application/json"
    fields = envelope.payload if envelope.kind == COMMANDS else {"payload": json.dumps(envelope.payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def _outcome(response: _Response) -> Outcome:
    if response.status < 300:
        return Outcome(answer=_answer(response.text))
    error = "http_service_error" if response.status >= 500 else "http_client_error"
    return Outcome(error=error, reason="http_error", final=response.no_retry)


def _answer(text: str) -> Json | None:
    """A JSON body, or the plain text that stands for a message."""
    if not text:
        return None
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}
    return answer if isinstance(answer, dict) else {"text": text}


def _reason(error: Exception) -> str:
    if isinstance(error, asyncio.TimeoutError):
        return "http_timeout"
    if isinstance(error, aiohttp.TooManyRedirects):
        return "too_many_redirects"
    if isinstance(error, aiohttp.ClientSSLError):
        return "ssl_error"
    if isinstance(error, aiohttp.ClientConnectionError):
        return "connection_failed"
    return "unknown_error"
