"""Why a call to Slack failed, and what that means for what was to be said."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum, auto
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

NO_ANSWER = (SlackClientError, ClientError, OSError, TimeoutError)  # whatever a call to Slack raises when it fails
_PASSING = frozenset(
    "internal_error fatal_error service_unavailable request_timeout team_added_to_org external_error".split()
)
LONGEST_WAIT = 86_400.0  # seconds that are waited because an answer says so
_RATE = frozenset(["ratelimited", "rate_limited"])
_BAD_TOKEN = frozenset(
    "invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type".split()
)
_NO_ACCESS = _BAD_TOKEN | {"org_login_required"}


class Meaning(StrEnum):
    NOT_NOW = auto()  # refused, though not for ever: nothing was posted
    UNKNOWN = auto()  # Slack may have taken it
    REFUSED = auto()  # Slack will never take it
    OURS = auto()  # it never got as far as Slack


@dataclass(frozen=True)
class Failure:
    """`reason` is Slack's error code, or what went wrong otherwise; `retry_after` are seconds, as Slack asked."""

    meaning: Meaning
    reason: str
    retry_after: float = 0.0

    @property
    def is_rate(self) -> bool:
        """Slack has had too many calls of that method."""
        return self.reason == "ratelimited"

    @property
    def is_token(self) -> bool:
        """Slack knows no such token, or none of that kind."""
        return self.reason in _BAD_TOKEN

    @property
    def is_access(self) -> bool:
        """Slack does not take the desk's token any more."""
        return self.reason in _NO_ACCESS


def read_failure(error: Exception) -> Failure:
    if isinstance(error, SlackApiError):
        return _answered(error.response)
    meaning = Meaning.UNKNOWN if isinstance(error, NO_ANSWER) else Meaning.OURS
    return Failure(meaning, type(error).__name__)


def _seconds(retry_after: str) -> float:
    """Slack counts seconds; a proxy on the way may name a time, or write what nobody understands."""
    written = retry_after.strip()
    try:
        seconds = float(written) if written.isascii() and written.isdecimal() else _seconds_until(written)
    except (ValueError, OverflowError):
        return 0.0
    return min(max(0.0, seconds), LONGEST_WAIT)


def _seconds_until(written: str) -> float:
    return (parsedate_to_datetime(written).astimezone(UTC) - datetime.now(UTC)).total_seconds()


def _answered(response: Any) -> Failure:
    """An answer that cannot be read comes as the bare HTTP response, and tells nothing."""
    if not hasattr(response, "status_code"):
        return Failure(Meaning.UNKNOWN, "unreadable answer")
    code = response.get("error") or ""
    if response.status_code == 429 or code in _RATE:
        return Failure(Meaning.NOT_NOW, "ratelimited", _seconds(response.headers.get("Retry-After", "0")))
    if response.status_code >= 500 or not code or code in _PASSING:
        return Failure(Meaning.UNKNOWN, code or f"HTTP status {response.status_code}")
    return Failure(Meaning.NOT_NOW if code in _NO_ACCESS else Meaning.REFUSED, code)
