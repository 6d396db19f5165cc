"""The desk goes on hearing, whatever becomes of its lines to Slack."""

from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError

from local_slack.client import Slack
from tests.transports.conftest import QUICK, Ear

NUMBERS = [f"message {number}" for number in range(8)]


async def test_two_lines_stand(ear: Ear) -> None:
    async with ear.listening() as sockets:
        assert sockets.connected == len(ear.ids) == 2


async def test_what_is_written_is_heard_and_acknowledged(ear: Ear) -> None:
    await ear.slack.post("timing", ack_window=10.0)
    async with ear.listening():
        await ear.hears(*NUMBERS)
        await ear.slack.quiet()
    assert await ear.slack.problems() == []
    assert ear.metrics.registry.get_sample_value("frontdesk_ack_seconds_count") == 8


async def test_a_line_that_grew_old_is_replaced_by_a_new_one(ear: Ear) -> None:
    async with ear.listening(replace(QUICK, lifetime=0.2)):
        before = set(ear.ids)
        await ear.until(lambda: before.isdisjoint(ear.ids))
    assert not any(ear.reconnected)


async def test_no_two_lines_are_renewed_together(ear: Ear) -> None:
    async with ear.listening(replace(QUICK, lifetime=3.0)):
        first, second = ear.ids
        await ear.until(lambda: first not in ear.ids)
        assert second in ear.ids


async def test_nothing_is_lost_while_lines_are_renewed(ear: Ear) -> None:
    async with ear.listening(replace(QUICK, lifetime=0.1)):
        for text in NUMBERS:
            ear.reconnected.clear()
            await ear.hears(text)
            await ear.until(lambda: ear.reconnected)


async def test_when_slack_announces_a_refresh_there_is_always_a_line(ear: Ear) -> None:
    async with ear.listening():
        before = set(ear.ids)
        await ear.slack.sockets("refresh")
        while not before.isdisjoint(ear.ids):
            assert ear.ids
            await ear.hears("is anybody there?")
        await ear.until(lambda: len(ear.ids) == 2)
    assert not any(ear.reconnected)


@pytest.mark.parametrize("fault", ["drop", "stall", "link_disabled"])
async def test_a_line_that_broke_is_replaced(ear: Ear, fault: str) -> None:
    async with ear.listening():
        broken, other = ear.ids
        await ear.slack.sockets(fault, socket=broken)
        await ear.until(lambda: broken not in ear.ids and len(ear.ids) == 2)
        assert other in ear.ids
        await ear.hears(*NUMBERS)


@pytest.mark.parametrize("fault", ["drop", "stall", "link_disabled"])
async def test_after_a_break_something_may_have_been_missed(ear: Ear, fault: str) -> None:
    async with ear.listening():
        await ear.slack.sockets(fault, socket=ear.ids[0])
        await ear.until(lambda: ear.reconnected)
    assert ear.reconnected == [True]


async def test_a_line_that_answers_but_delivers_nothing_does_not_live_long(ear: Ear) -> None:
    async with ear.listening(replace(QUICK, lifetime=0.3)):
        muted = ear.ids[0]
        await ear.slack.sockets("mute", socket=muted)
        await ear.until(lambda: muted not in ear.ids)
        await ear.hears(*NUMBERS)


async def test_all_lines_come_back_when_all_were_lost(ear: Ear) -> None:
    async with ear.listening() as sockets:
        await ear.slack.sockets("drop")
        await ear.until(lambda: len(ear.reconnected) == 2 and sockets.connected == 2)
        await ear.hears(*NUMBERS)


async def test_while_slack_gives_no_line_the_desk_asks_again(ear: Ear) -> None:
    async with ear.listening() as sockets:
        await ear.slack.fault("apps.connections.open", error="internal_error", times=3)
        await ear.slack.sockets("drop")
        await ear.until(lambda: len(ear.reconnected) == 2 and sockets.connected == 2)


async def test_a_line_without_a_hello_is_none(ear: Ear, slack: Slack) -> None:
    async with ear.listening(replace(QUICK, lines=5)), ear.listening(replace(QUICK, lines=5)):
        assert len(ear.ids) == 10
        await slack.sockets("drop", socket=ear.ids[0])
        await ear.until(lambda: len(ear.ids) == 10)


async def test_a_desk_that_slack_gives_no_line_at_all_does_not_open(ear: Ear) -> None:
    await ear.slack.fault("apps.connections.open", error="invalid_auth")
    with pytest.raises(SlackApiError):
        async with ear.listening():
            pass


async def test_what_came_is_acknowledged_before_the_lines_are_closed(ear: Ear) -> None:
    await ear.slack.post("timing", ack_window=10.0)
    async with ear.listening():
        await ear.hears("last words")
    await ear.slack.quiet()
    assert await ear.slack.problems() == []


async def test_replacements_are_counted_by_their_reason(ear: Ear) -> None:
    async with ear.listening():
        await ear.slack.sockets("link_disabled", socket=ear.ids[0])
        await ear.until(lambda: ear.reconnected)
    assert ear.metrics.registry.get_sample_value("frontdesk_reconnects_total", {"why": "link_disabled"}) == 1
