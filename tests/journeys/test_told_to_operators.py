"""What whoever runs the desk is told: whether it is well, how much waits, what happened; no word of people."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.log_lines import LogForm, write_log
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, anas_ticket, reply, tomas_ticket


async def asked(office: Office, path: str) -> tuple[int, Any]:
    async with ClientSession() as session, session.get(f"{office.frontdesk.url}{path}") as response:
        return response.status, await response.json()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged, as a program reads it."""
    before = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    write_log(LogForm.JSON, stream)
    yield stream
    logging.getLogger().handlers[:] = before[0]
    logging.getLogger().setLevel(before[1])


async def test_an_open_desk_is_alive_and_ready(office: Office) -> None:
    assert await asked(office, "/healthz") == (200, {"alive": True})
    assert await asked(office, "/readyz") == (200, {"database": True, "slack": True, "directory": True})


async def test_a_desk_that_cannot_write_is_not_ready(office: Office) -> None:
    office.frontdesk.store.writer.close()
    status, parts = await asked(office, "/readyz")
    assert (status, parts["database"]) == (503, False)
    await office.close_desk()
    await office.open_desk()


async def test_the_metrics_tell_of_tickets_calls_and_acknowledgements(office: Office) -> None:
    await tomas_ticket(office)
    await office.settle()
    async with ClientSession() as session, session.get(f"{office.frontdesk.url}/metrics") as response:
        told = await response.text()
    assert 'frontdesk_open_tickets{segment="revenue"} 1.0' in told
    assert 'frontdesk_slack_calls_total{code="ok",method="chat.postMessage"} 2.0' in told
    assert 'frontdesk_waiting{queue="deliveries"} 0.0' in told
    assert await office.metric("frontdesk_ack_seconds_count") >= 1


async def test_how_late_due_work_was_done_is_told(office: Office) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=46)
    assert await office.metric("frontdesk_due_lag_seconds_count") == 1


async def test_a_word_that_somebody_wrote_stands_in_no_log(office: Office, lines: io.StringIO) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Which router do you have at home?")
    await office.ana.dm("A FritzBox 7590", thread=status)
    await office.nina.sees("A FritzBox 7590", in_="#help-network", thread=card)
    await office.settle()
    told = lines.getvalue()
    assert told
    for secret in ("vpn", "router", "FritzBox", "Ana", office.server.bot_token, office.server.app_token):
        assert secret not in told


async def test_a_receipt_is_followed_from_its_arrival_to_what_is_said(office: Office, lines: io.StringIO) -> None:
    asked = await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-1")
    await office.settle()
    receipt = f"message:{asked.channel}:{asked.ts}"
    told = [line["said"] for line in map(json.loads, lines.getvalue().splitlines()) if line.get("cause") == receipt]
    assert told[0] == "event:message is taken in"
    assert "event:message is done" in told
    assert {line.split(": ")[1].split()[0] for line in told if "is said" in line} == {"card", "ticket"}


async def test_what_a_clock_causes_names_the_clock(office: Office, lines: io.StringIO) -> None:
    await tomas_ticket(office)
    await office.pass_time(minutes=46)
    causes = {
        line.get("cause", "") for line in map(json.loads, lines.getvalue().splitlines()) if "warning" in str(line)
    }
    assert any(cause.startswith("promise:") for cause in causes)


async def test_a_metric_or_a_probe_is_served_in_both_transports_and_nothing_else(office: Office) -> None:
    async with ClientSession() as session, session.get(f"{office.frontdesk.url}/") as response:
        assert response.status == 404
