from datetime import timedelta

import pytest

from tests.local_slack.web_api.conftest import NOON

IN_AN_HOUR = int((NOON + timedelta(hours=1)).timestamp())


async def schedule(slack, **arguments):
    channel = slack.channel("help-desk").id
    return await slack.call(
        "chat.scheduleMessage", channel=channel, **{"text": "Later", "post_at": IN_AN_HOUR, **arguments}
    )


async def test_a_scheduled_message_waits_for_its_time(slack):
    await schedule(slack)
    slack.state.clock.advance(timedelta(minutes=59))
    assert slack.channel("help-desk").messages == {}


async def test_a_scheduled_message_is_posted_when_the_clock_reaches_it(slack):
    await schedule(slack)
    slack.state.clock.advance(timedelta(hours=1))
    (message,) = slack.channel("help-desk").messages.values()
    assert message.text == "Later"


async def test_a_scheduled_message_is_posted_once(slack):
    await schedule(slack)
    slack.state.clock.advance(timedelta(hours=1))
    slack.state.clock.advance(timedelta(hours=1))
    assert len(slack.channel("help-desk").messages) == 1


@pytest.mark.parametrize(
    ("post_at", "error"), [(IN_AN_HOUR - 3600, "time_in_past"), (IN_AN_HOUR + 121 * 86_400, "time_too_far")]
)
async def test_the_time_must_be_within_120_days(slack, post_at, error):
    assert (await schedule(slack, post_at=post_at))["error"] == error


async def test_a_time_that_is_no_number_is_refused(slack):
    assert (await schedule(slack, post_at="tomorrow"))["error"] == "invalid_arguments"


async def test_a_scheduled_message_can_be_called_off(slack):
    scheduled = await schedule(slack)
    arguments = {"channel": scheduled["channel"], "scheduled_message_id": scheduled["scheduled_message_id"]}
    await slack.call("chat.deleteScheduledMessage", **arguments)
    slack.state.clock.advance(timedelta(hours=1))
    assert slack.channel("help-desk").messages == {}
    again = await slack.call("chat.deleteScheduledMessage", **arguments)
    assert again["error"] == "invalid_scheduled_message_id"


async def test_scheduled_messages_are_listed(slack):
    scheduled = await schedule(slack)
    answer = await slack.call("chat.scheduledMessages.list")
    assert [entry["id"] for entry in answer["scheduled_messages"]] == [scheduled["scheduled_message_id"]]
