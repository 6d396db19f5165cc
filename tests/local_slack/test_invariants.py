"""What must hold of a workspace whatever the app did."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import Person, ShownError
from tests.local_slack.block_kit import section, words
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import post_blocks


@pytest.mark.parametrize(
    "block",
    [
        section("hear <!channel>"),
        section("hear @here"),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "@everyone: lunch"}]},
    ],
    ids=["marked", "literal", "in a context"],
)
async def test_an_app_that_rings_a_channel_is_found_out(
    slack: Slack, app: EchoApp, ana: Person, block: dict[str, Any]
) -> None:
    await post_blocks(app, ana, block)
    (problem,) = await slack.problems()
    assert "the app rings" in problem


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": {"type": "mrkdwn", "text": "hear @here", "verbatim": True}},
        {"type": "section", "text": words("hear @here")},
        section("mail it@here.example"),
    ],
    ids=["verbatim", "plain", "an address"],
)
async def test_words_that_only_look_like_it_are_not(
    slack: Slack, app: EchoApp, ana: Person, block: dict[str, Any]
) -> None:
    await post_blocks(app, ana, block)
    assert await slack.problems() == []


async def test_a_person_may_ring_a_channel(slack: Slack, app: EchoApp, ana: Person) -> None:
    await ana.say("#it-help", "@here lunch")
    await slack.quiet()
    assert await slack.problems() == []


async def test_the_same_metadata_twice_is_said_twice(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    for text in ("hi", "hi again"):
        metadata = {"event_type": "greeting", "event_payload": {"key": "1"}}
        await app.client.chat_postMessage(channel=said.channel, text=text, metadata=metadata)
    assert "2 messages with the metadata" in (await slack.problems())[0]


async def test_an_unanswered_command_is_found_out(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.sockets("ignore_acks")
    with pytest.raises(ShownError):
        await ana.slash("/echo")
    assert "/echo was not answered in time" in (await slack.problems())[0]
