import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from local_slack.faults import Fault


async def say(slack):
    return await slack.call("chat.postMessage", channel=slack.channel("help-desk").id, text="Hello")


def said(slack):
    return len(slack.channel("help-desk").messages)


async def test_an_injected_error_has_no_effect(slack):
    slack.faults.add(Fault("chat.postMessage", error="fatal_error"))
    assert (await say(slack))["error"] == "fatal_error"
    assert said(slack) == 0


async def test_a_fault_strikes_as_often_as_it_says(slack):
    slack.faults.add(Fault("*", times=2, error="fatal_error"))
    assert [(await say(slack))["ok"] for _ in range(3)] == [False, False, True]


async def test_a_fault_strikes_its_own_method(slack):
    slack.faults.add(Fault("chat.update", error="fatal_error"))
    assert (await say(slack))["ok"]


async def test_a_fault_strikes_matching_arguments(slack):
    slack.faults.add(Fault("chat.postMessage", match={"text": "Goodbye"}, error="fatal_error"))
    assert (await say(slack))["ok"]


async def test_a_rate_limit_says_when_to_come_back(slack):
    slack.faults.add(Fault("chat.postMessage", status=429, retry_after=7))
    with pytest.raises(SlackApiError) as caught:
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")
    response = caught.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
    assert response["error"] == "ratelimited"


async def test_retry_after_alone_is_a_rate_limit(slack):
    slack.faults.add(Fault("chat.postMessage", retry_after=1, error="ratelimited"))
    with pytest.raises(SlackApiError) as caught:
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")
    assert caught.value.response.status_code == 429


async def test_a_server_error_has_its_status(slack):
    slack.faults.add(Fault("chat.postMessage", status=503))
    with pytest.raises(SlackApiError) as caught:
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")
    assert caught.value.response.status_code == 503


async def test_a_proxy_may_answer_in_html(slack):
    slack.faults.add(Fault("chat.postMessage", body="html"))
    with pytest.raises(SlackApiError):
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")
    assert said(slack) == 0


async def test_an_answer_may_be_malformed(slack):
    slack.faults.add(Fault("chat.postMessage", body="malformed"))
    with pytest.raises(SlackApiError):
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")


@pytest.mark.parametrize(("drop", "messages"), [("before", 0), ("after", 1)])
async def test_a_dropped_call_may_or_may_not_have_had_its_effect(slack, drop, messages):
    slack.faults.add(Fault("chat.postMessage", drop=drop))
    with pytest.raises(aiohttp.ClientError):
        await say(slack)
    assert said(slack) == messages


async def test_a_delayed_call_is_answered_after_all(slack):
    slack.faults.add(Fault("chat.postMessage", delay=0.05))
    started = time.monotonic()
    assert (await say(slack))["ok"]
    assert time.monotonic() - started >= 0.05


async def test_faults_can_be_called_off(slack):
    slack.faults.add(Fault("*", error="fatal_error"))
    slack.faults.clear()
    assert (await say(slack))["ok"]


async def test_an_injected_fault_is_not_the_apps_problem(slack):
    slack.faults.add(Fault("chat.postMessage", error="invalid_blocks"))
    await say(slack)
    assert slack.state.calls[0]["problems"] == []
