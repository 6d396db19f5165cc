"""What may be asked again, and what must not be said twice."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.gateway.clients import MOST_REFUSALS, PAUSES, Clients, open_clients
from bot.gateway.pace import Pace, Rhythm
from bot.metrics import Metrics
from local_slack.client import Slack
from local_slack.server import LocalSlack


@pytest.fixture
async def opened(server: LocalSlack) -> AsyncIterator[Clients]:
    async with open_clients(server.bot_token, server.api_url) as clients:
        yield clients


@pytest.mark.parametrize("fault", [{"drop": "before"}, {"status": 500}, {"body": "html"}, {"body": "malformed"}])
async def test_what_was_asked_in_vain_is_asked_again(opened: Clients, slack: Slack, fault: dict[str, object]) -> None:
    await slack.fault("users.list", **fault)
    assert (await opened.reading.users_list())["ok"]


async def test_a_question_that_is_never_answered_is_given_up(opened: Clients, slack: Slack) -> None:
    await slack.fault("users.list", body="html", times=99)
    with pytest.raises(SlackClientError):
        await opened.reading.users_list()
    assert len(await slack.calls("users.list")) == len(PAUSES) + 1


async def test_what_was_posted_in_vain_is_not_posted_again(opened: Clients, slack: Slack, server: LocalSlack) -> None:
    channel = next(each.id for each in server.state.conversations.values() if each.name == "help-network")
    await slack.fault("chat.postMessage", drop="after")
    with pytest.raises(Exception, match="disconnected"):
        await opened.posting.chat_postMessage(channel=channel, text="hello")
    assert len(await slack.person("nina").messages("#help-network")) == 1


async def test_a_post_that_slack_could_not_take_is_not_posted_again(opened: Clients, slack: Slack) -> None:
    await slack.fault("chat.postMessage", status=500)
    with pytest.raises(SlackApiError):
        await opened.posting.chat_postMessage(channel="C1", text="hello")
    assert len(await slack.calls("chat.postMessage")) == 1


async def test_both_share_one_session(opened: Clients) -> None:
    assert opened.reading.session is opened.posting.session


async def test_the_session_is_closed_at_the_end(server: LocalSlack) -> None:
    async with open_clients(server.bot_token, server.api_url) as clients:
        session = clients.posting.session
    assert session is not None
    assert session.closed


async def test_a_question_that_came_too_often_waits_as_long_as_slack_asks(opened: Clients, slack: Slack) -> None:
    await slack.fault("users.list", status=429, retry_after=1)
    began = asyncio.get_running_loop().time()
    assert (await opened.reading.users_list())["ok"]
    assert asyncio.get_running_loop().time() - began >= 1


async def test_a_question_that_slack_refuses_again_and_again_is_given_up(server: LocalSlack, slack: Slack) -> None:
    await slack.fault("users.list", status=429, retry_after=0, times=99)
    hurried = Pace(Rhythm(careful=0.0))
    async with open_clients(server.bot_token, server.api_url, hurried) as clients:
        with pytest.raises(SlackApiError):
            await clients.reading.users_list()
    assert len(await slack.calls("users.list")) == MOST_REFUSALS + 1


async def test_a_question_that_makes_no_sense_is_not_repeated(opened: Clients, slack: Slack) -> None:
    with pytest.raises(SlackApiError):
        await opened.reading.users_info(user="U0NOBODY")
    assert len(await slack.calls("users.info")) == 1


async def test_a_post_that_came_too_soon_tells_the_pace(server: LocalSlack, slack: Slack) -> None:
    await slack.fault("chat.postMessage", status=429, retry_after=30)
    pace = Pace()
    async with open_clients(server.bot_token, server.api_url, pace) as clients:
        with pytest.raises(SlackApiError):
            await clients.posting.chat_postMessage(channel="C1", text="hello")
    assert 25 < pace.take("chat.postMessage", "C2") <= 30


async def test_calls_are_counted_by_method_and_answer(server: LocalSlack, slack: Slack) -> None:
    metrics = Metrics()
    await slack.fault("users.list", error="invalid_auth")
    async with open_clients(server.bot_token, server.api_url, metrics=metrics) as clients:
        with pytest.raises(SlackApiError):
            await clients.reading.users_list()
        await clients.reading.users_list()
    for code in ("ok", "invalid_auth"):
        called = {"method": "users.list", "code": code}
        assert metrics.registry.get_sample_value("frontdesk_slack_calls_total", called) == 1
