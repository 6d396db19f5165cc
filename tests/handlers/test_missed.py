"""What was read back is the same arrival as the one that Slack would have delivered."""

from typing import Any

import pytest

from bot.gateway.history import Conversation
from bot.handlers.arrival import Arrival
from bot.handlers.missed import arrivals
from tests.handlers.payloads import arrival, event, message

DESK = "U0DESK"
DM, CHANNEL = Conversation("D1", "im", "U1"), Conversation("C1", "channel")


def missed(conversation: Conversation, **said: Any) -> list[Arrival]:
    return list(
        arrivals(conversation, {"type": "message", "user": "U1", "text": "vpn", "ts": "1.000001", **said}, DESK)
    )


def test_a_message_in_a_dm_is_the_one_that_was_not_delivered() -> None:
    (found,) = missed(DM)
    assert (found.id, found.route) == (arrival(message()).id, arrival(message()).route)
    assert (found.person_id, found.event["channel"]) == ("U1", "D1")


def test_what_somebody_says_of_themselves_with_me_is_read_back_too() -> None:
    assert [each.name for each in missed(DM, subtype="me_message")] == ["message"]


def test_a_mention_is_the_one_that_was_not_delivered() -> None:
    (found,) = missed(CHANNEL, text=f"<@{DESK}> the vpn drops")
    delivered = arrival(event("app_mention", channel="C1", ts="1.000001"))
    assert (found.id, found.route) == (delivered.id, delivered.route)


def test_a_mention_in_a_thread_comes_as_both() -> None:
    found = missed(CHANNEL, text=f"<@{DESK}> the vpn drops", thread_ts="1.0")
    assert [each.name for each in found] == ["message", "app_mention"]


def test_a_mention_in_a_dm_is_a_message() -> None:
    assert [each.name for each in missed(DM, text=f"<@{DESK}> the vpn drops")] == ["message"]


def test_a_ticket_reaction_is_of_whoever_reacted() -> None:
    (found,) = missed(CHANNEL, reactions=[{"name": "ticket", "users": ["U7"]}, {"name": "eyes", "users": ["U8"]}])
    assert (found.name, found.person_id) == ("reaction_added", "U7")
    assert found.event["item"] == {"type": "message", "channel": "C1", "ts": "1.000001"}


def test_a_reaction_is_the_same_however_often_it_is_read() -> None:
    reactions = [{"name": "ticket", "users": ["U7"]}]
    assert missed(CHANNEL, reactions=reactions)[0].id == missed(CHANNEL, reactions=reactions)[0].id


@pytest.mark.parametrize(
    "said",
    [
        {"bot_id": "B1"},
        {"user": DESK},
        {"subtype": "channel_join"},
        {"text": "lunch?"},
        {"bot_id": "B1", "reactions": [{"name": "ticket", "users": ["U7"]}]},
    ],
)
def test_what_asks_nothing_of_the_desk_is_passed_over(said: dict[str, Any]) -> None:
    assert missed(CHANNEL, **said) == []
