"""What was said is read back as far as it is needed, and no further."""

from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.gateway.clients import Clients
from bot.gateway.history import PAGE, Conversation, History
from local_slack.client import Slack
from local_slack.server import LocalSlack

LONG_AGO = "0000000000.000000"


@pytest.fixture
def history(clients: Clients) -> History:
    return History(clients.reading)


@pytest.fixture
def network(server: LocalSlack) -> Conversation:
    return Conversation(
        next(each.id for each in server.state.conversations.values() if each.name == "help-network"), "channel"
    )


async def test_the_places_are_the_desks_channels_and_direct_messages(
    history: History, slack: Slack, server: LocalSlack
) -> None:
    await slack.person("ana").dm("hello")
    conversations = {each.id: each for each in await history.conversations()}
    names = {server.state.conversations[each].name for each in conversations}
    assert "help-network" in names
    assert "random" not in names
    ana = next(user.id for user in server.state.users.values() if user.name == "ana")
    assert [each.kind for each in conversations.values() if each.known_as == ana] == ["im"]


async def test_a_private_channel_is_called_as_its_events_call_it(history: History, server: LocalSlack) -> None:
    kinds = {server.state.conversations[each.id].name: each.kind for each in await history.conversations()}
    assert (kinds["it-leads-room"], kinds["help-network"]) == ("group", "channel")


async def test_somebody_who_left_is_not_read(history: History, slack: Slack, server: LocalSlack) -> None:
    await slack.person("ana").dm("hello")
    next(user for user in server.state.users.values() if user.name == "ana").deleted = True
    assert not any(each.person_id for each in await history.conversations())


async def test_messages_come_with_the_answers_in_their_threads_the_oldest_first(
    history: History, slack: Slack, network: Conversation
) -> None:
    nina = slack.person("nina")
    root = await nina.say("#help-network", "one")
    await nina.say("#help-network", "two")
    await nina.say("#help-network", "three", thread=root)
    found = await history.since(network, LONG_AGO, ())
    assert [message["text"] for message in found] == ["one", "two", "three"]


async def test_what_was_read_before_is_left_out(history: History, slack: Slack, network: Conversation) -> None:
    nina = slack.person("nina")
    old = await nina.say("#help-network", "old")
    await nina.say("#help-network", "new")
    assert [message["text"] for message in await history.since(network, old.ts, ())] == ["new"]


async def test_a_new_answer_in_an_old_thread_is_found(history: History, slack: Slack, network: Conversation) -> None:
    nina = slack.person("nina")
    root = await nina.say("#help-network", "old")
    last = await nina.say("#help-network", "old answer", thread=root)
    await nina.say("#help-network", "new answer", thread=root)
    assert [message["text"] for message in await history.since(network, last.ts, ())] == ["new answer"]


async def test_a_thread_that_nobody_answered_costs_no_call(
    history: History, slack: Slack, network: Conversation
) -> None:
    nina = slack.person("nina")
    root = await nina.say("#help-network", "old")
    answer = await nina.say("#help-network", "old answer", thread=root)
    await history.since(network, answer.ts, [root.ts])
    assert await slack.calls("conversations.replies") == []


async def test_one_page_is_enough_where_little_was_said(history: History, slack: Slack, network: Conversation) -> None:
    nina = slack.person("nina")
    for number in range(PAGE + 1):
        last = await nina.say("#help-network", f"old {number}")
    await history.since(network, last.ts, ())
    assert len(await slack.calls("conversations.history")) == 1


async def test_several_pages_are_read_where_much_was_said(
    history: History, slack: Slack, network: Conversation
) -> None:
    nina = slack.person("nina")
    for number in range(PAGE + 5):
        await nina.say("#help-network", f"new {number}")
    assert len(await history.since(network, LONG_AGO, ())) == PAGE + 5


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "is_archived"])
async def test_where_the_desk_may_not_read_there_is_nothing(
    history: History, slack: Slack, network: Conversation, code: str
) -> None:
    await slack.fault("conversations.history", error=code)
    assert await history.since(network, LONG_AGO, ()) == []


async def test_a_thread_that_is_gone_is_passed_over(history: History, slack: Slack, network: Conversation) -> None:
    assert await history.since(network, LONG_AGO, ["1.000001"]) == []


async def test_trouble_at_slack_is_not_taken_for_silence(history: History, slack: Slack, network: Conversation) -> None:
    await slack.fault("conversations.history", error="internal_error")
    with pytest.raises(Exception, match="internal_error"):
        await history.since(network, LONG_AGO, ())


async def test_the_time_is_that_of_the_workspace(history: History, slack: Slack, server: LocalSlack) -> None:
    await slack.advance(days=3)
    shown = await history.now()
    assert shown is not None
    assert abs(shown - server.clock.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("written", ["soon", "", "Mon, 02 Mar 2026 99:00:00 GMT", "Mon, 02 Mar 2026 15:00:00 -0000"])
async def test_an_answer_that_does_not_tell_the_time_is_no_clock(written: str) -> None:
    class Client:
        async def auth_test(self) -> SimpleNamespace:
            return SimpleNamespace(headers={"Date": written})

    assert await History(cast("AsyncWebClient", Client())).now() is None
