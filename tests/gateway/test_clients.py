"""What may be asked again, and what must not be said twice."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError

from bot.gateway.clients import Clients, open_clients
from local_slack.client import Slack
from local_slack.server import LocalSlack


@pytest.fixture
async def opened(server: LocalSlack) -> AsyncIterator[Clients]:
    async with open_clients(server.bot_token, server.api_url) as clients:
        yield clients


async def test_what_was_asked_in_vain_is_asked_again(opened: Clients, slack: Slack) -> None:
    await slack.fault("users.list", drop="before")
    assert (await opened.reading.users_list())["ok"]


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
