"""A line that answers but delivers nothing: what it swallowed is found when the line is renewed."""

from dataclasses import replace

import pytest

from bot.transports.sockets import Upkeep
from tests.journeys.office import AS_FAST_AS_IT_CAN, Office, Setting
from tests.journeys.steps import BADGE_READER


@pytest.fixture
def transport() -> str:
    return "socket"


@pytest.fixture
def setting() -> Setting:
    return Setting(tempo=replace(AS_FAST_AS_IT_CAN, upkeep=Upkeep(lifetime=2.0, linger=0.05)))


async def test_what_a_half_dead_line_swallowed_is_answered(office: Office) -> None:
    await office.slack.post("timing", ack_window=0.1, retry_delays=[])
    await office.slack.sockets("mute")
    asked = await office.tomas.dm(BADGE_READER)
    await office.slack.quiet()
    office.server.deliveries.envelopes.clear()  # Slack gives up; that it was not acknowledged is no mistake here
    await office.slack.post("timing", ack_window=1.0, retry_delays=[0.1, 0.1, 0.1])
    await office.tomas.sees("HD-1 is with the Help desk", thread=asked, within=5)
    assert await office.metric("frontdesk_read_back_messages_total") == 1
