"""What a failed call means for what was to be said."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.gateway.failure import Meaning, read_failure


def refusal(status: int = 200, headers: dict[str, str] | None = None, **answer: Any) -> SlackApiError:
    """What slack-sdk raises for an answer that is not ok."""
    response = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=answer, headers=headers or {}, status_code=status
    )
    return SlackApiError("refused", response)


CASES: dict[str, tuple[Exception, Meaning, str]] = {
    "too many calls": (refusal(429, error="ratelimited"), Meaning.NOT_NOW, "ratelimited"),
    "too many calls, said in an answer": (refusal(error="ratelimited"), Meaning.NOT_NOW, "ratelimited"),
    "a token that an admin mends": (refusal(error="token_revoked"), Meaning.NOT_NOW, "token_revoked"),
    "an error of Slack's": (refusal(500, error="internal_error"), Meaning.UNKNOWN, "internal_error"),
    "an error of Slack's in a good answer": (refusal(error="fatal_error"), Meaning.UNKNOWN, "fatal_error"),
    "a gateway's page": (refusal(502), Meaning.UNKNOWN, "HTTP status 502"),
    "a page that says all is well": (refusal(200), Meaning.UNKNOWN, "HTTP status 200"),
    "a refusal": (refusal(error="is_archived"), Meaning.REFUSED, "is_archived"),
    "half an answer": (SlackApiError("unreadable", object()), Meaning.UNKNOWN, "unreadable answer"),
    "a request that did not work": (SlackRequestError("no"), Meaning.UNKNOWN, "SlackRequestError"),
    "a server that hung up": (aiohttp.ServerDisconnectedError(), Meaning.UNKNOWN, "ServerDisconnectedError"),
    "a broken connection": (ConnectionResetError(), Meaning.UNKNOWN, "ConnectionResetError"),
    "a reply that did not come": (TimeoutError(), Meaning.UNKNOWN, "TimeoutError"),
    "a mistake of our own": (KeyError("request_id"), Meaning.OURS, "KeyError"),
}


@pytest.mark.parametrize(("error", "meaning", "reason"), CASES.values(), ids=CASES.keys())
def test_a_failure_says_what_it_means(error: Exception, meaning: Meaning, reason: str) -> None:
    failure = read_failure(error)
    assert (failure.meaning, failure.reason) == (meaning, reason)


def test_a_limit_says_how_long_to_wait() -> None:
    assert read_failure(refusal(429, {"Retry-After": "30"}, error="ratelimited")).retry_after == 30


def test_a_limit_that_does_not_say_how_long_is_over_soon() -> None:
    assert read_failure(refusal(429, error="ratelimited")).retry_after == 0


@pytest.mark.parametrize(("written", "seconds"), [("7", 7), ("soon", 0), ("nan", 0), ("²", 0), ("", 0)])
def test_slack_says_in_seconds_when_to_come_back(written: str, seconds: float) -> None:
    assert read_failure(refusal(429, {"Retry-After": written})).retry_after == seconds


@pytest.mark.parametrize("written", ["9" * 400, "86401", "Fri, 31 Dec 2999 12:00:00 GMT"])
def test_nothing_is_waited_for_longer_than_a_day(written: str) -> None:
    assert read_failure(refusal(429, {"Retry-After": written})).retry_after == timedelta(days=1).total_seconds()


@pytest.mark.parametrize(("hours", "at_least", "at_most"), [(2, 3600, 7200), (-24, 0, 0)])
def test_a_proxy_may_name_the_time_to_come_back(hours: int, at_least: float, at_most: float) -> None:
    written = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    assert at_least <= read_failure(refusal(429, {"Retry-After": written})).retry_after <= at_most
