"""Which events ask the desk for anything."""

import pytest

from bot.handlers.arrival import Payload
from bot.handlers.relevance import carries_intent
from tests.handlers.payloads import arrival, event, message

CHANNEL = {"channel": "C1", "channel_type": "channel"}
REACTION = {"reaction": "ticket", "item": {"type": "message", "channel": "C1", "ts": "1.0"}}

ASKED = {
    "a message to the desk": message(),
    "an answer in a thread of its DM": message(thread_ts="1.0"),
    "a message in a thread of a channel": message(**CHANNEL, thread_ts="1.0"),
    "an answer that is shown in the channel too": message(**CHANNEL, thread_ts="1.0", subtype="thread_broadcast"),
    "a screenshot": message(text="", subtype="file_share"),
    "what somebody says of themselves with /me": message("is cut off from the vpn", subtype="me_message"),
    "a :ticket: on a message": event("reaction_added", **REACTION),
    "a mention": event("app_mention", ts="1.000001", **CHANNEL),
    "a look at the home": event("app_home_opened", tab="home"),
    "a change of a user group": event("subteam_updated"),
}
NOT_ASKED = {
    "a message in a channel": message(**CHANNEL),
    "an edit": message(subtype="message_changed"),
    "somebody joins": message(**CHANNEL, subtype="channel_join"),
    "a message of an app": message(bot_id="B1"),
    "a screenshot in a channel": message(**CHANNEL, subtype="file_share"),
    "another reaction": event("reaction_added", **REACTION | {"reaction": "eyes"}),
    "a :ticket: on a file": event("reaction_added", **REACTION | {"item": {"type": "file"}}),
}


@pytest.mark.parametrize("payload", ASKED.values(), ids=ASKED.keys())
def test_what_asks_the_desk_is_kept(payload: Payload) -> None:
    assert carries_intent(arrival(payload))


@pytest.mark.parametrize("payload", NOT_ASKED.values(), ids=NOT_ASKED.keys())
def test_what_asks_nothing_of_the_desk_is_passed_over(payload: Payload) -> None:
    assert not carries_intent(arrival(payload))
