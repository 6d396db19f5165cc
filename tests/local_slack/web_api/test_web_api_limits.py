import pytest
from slack_sdk.errors import SlackApiError

from local_slack.rate_limits import METHOD_TIERS, SPECIAL, RateLimits
from local_slack.web_api.methods import METHODS


class Watch:
    """Seconds that pass when they are told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def limits(watch):
    limits = RateLimits(watch)
    limits.on = True
    return limits


def test_limits_are_off_until_switched_on():
    off = RateLimits(Watch())
    assert [off.wait("conversations.list", {}) for _ in range(100)] == [0] * 100


def test_a_tier_allows_a_minutes_worth():
    some = limits(Watch())
    waits = [some.wait("conversations.list", {}) for _ in range(21)]
    assert waits[:20] == [0] * 20
    assert waits[20] == 3


def test_what_is_used_up_comes_back_with_time():
    watch = Watch()
    some = limits(watch)
    for _ in range(20):
        some.wait("conversations.list", {})
    watch.now += 3
    assert some.wait("conversations.list", {}) == 0


def test_a_channel_takes_one_message_a_second():
    watch = Watch()
    some = limits(watch)
    assert some.wait("chat.postMessage", {"channel": "C1"}) == 0
    assert some.wait("chat.postMessage", {"channel": "C1"}) == 1
    assert some.wait("chat.postMessage", {"channel": "C2"}) == 0
    watch.now += 1
    assert some.wait("chat.postMessage", {"channel": "C1"}) == 0


def test_methods_without_published_limit_are_unlimited():
    some = limits(Watch())
    assert [some.wait("blocks.validate", {}) for _ in range(500)] == [0] * 500


def test_every_limited_method_exists():
    assert {*METHOD_TIERS, *SPECIAL} <= set(METHODS)


async def test_a_limited_call_is_told_when_to_come_back(slack):
    slack.limits.on = True
    await slack.posted()
    with pytest.raises(SlackApiError) as caught:
        await slack.bot.chat_postMessage(channel=slack.channel("help-desk").id, text="Hello")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
