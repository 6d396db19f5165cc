"""Questions in a crowd."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bench import subject
from bench.company import Company
from bench.load import SIGNING_SECRET, Crowd, HttpLine, SocketLine, Waited, by_the_clock, in_turn
from bench.payloads import commands
from bench.slack_stub import SlackStub


@pytest.fixture
async def stub() -> AsyncIterator[SlackStub]:
    async with SlackStub(Company()) as opened:
        yield opened


async def test_no_more_people_ask_at_once_than_there_are_places() -> None:
    asking, most = 0, 0

    async def ask(_: int) -> Waited:
        nonlocal asking, most
        asking += 1
        most = max(most, asking)
        await asyncio.sleep(0)
        asking -= 1
        return Waited(0.0, None)

    assert len(await in_turn(ask, range(20), at_once=3)) == 20
    assert most == 3


async def test_by_the_clock_nobody_waits_for_those_before() -> None:
    everybody_is_here = asyncio.Barrier(5)

    async def ask(_: int) -> Waited:
        await everybody_is_here.wait()
        return Waited(0.0, None)

    async with asyncio.timeout(5):
        assert len(await by_the_clock(ask, range(5), per_second=1_000)) == 5


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_a_question_reaches_bolt_and_is_answered(stub: SlackStub, transport: str, tmp_path: Path) -> None:
    spec = subject.Spec("bolt", "bolt", transport, stub.api_url, SIGNING_SECRET, str(tmp_path))
    async with subject.bolt(spec) as running, ClientSession() as session:
        line = HttpLine(session, running.address) if running.address else SocketLine(stub, "bolt")
        crowd = Crowd(stub, line, commands(Company(), stub), itertools.cycle(["my vpn drops"]))

        waited = await crowd.ask(1)

    assert waited.answer is not None
    assert stub.calls["chat.postMessage"] == 1
