"""A burst, and the account that is given of it afterwards."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench import burst, subject
from bench.aftermath import Desk
from bench.burst import Deliveries
from bench.company import Company
from bench.load import SIGNING_SECRET, Json, SocketLine
from bench.payloads import both
from bench.slack_stub import Post, SlackStub

ASKED = ["my vpn drops every hour", "the printer on the second floor is jammed", "i forgot my password", "no sound"]


@pytest.fixture
async def stub() -> AsyncIterator[SlackStub]:
    async with SlackStub(Company(), keeps_posts=True) as opened:
        yield opened


class Told:
    """What became of four questions: two commands and two messages."""

    def __init__(self, url: str, deliveries: Deliveries, posts: list[Post]) -> None:
        self.desk = Desk(url)
        self.deliveries = deliveries
        self.posts = posts


@pytest.fixture
async def told(stub: SlackStub, tmp_path: Path) -> AsyncIterator[Told]:
    spec = subject.Spec("burst", "frontdesk", "socket", stub.api_url, SIGNING_SECRET, str(tmp_path))
    payload, deliveries = both(Company(), stub), Deliveries()
    async with subject.frontdesk(spec) as running:
        line = SocketLine(stub, "burst")
        await asyncio.gather(*(deliveries.deliver(line, payload(number, text)) for number, text in enumerate(ASKED)))
        await running.settled()
    found = Told(spec.database_url, deliveries, stub.posts)
    yield found
    found.desk.close()


async def test_everybody_is_answered_once(told: Told) -> None:
    account = told.desk.account(told.deliveries.sent, told.posts)
    assert (account.lost, account.doubled, len(account.answered)) == (0, 0, len(ASKED))


async def test_what_was_said_twice_shows(told: Told) -> None:
    account = told.desk.account(told.deliveries.sent, [*told.posts, told.posts[0]])
    assert account.doubled == 1


async def test_an_answer_that_slack_never_got_shows(told: Told) -> None:
    account = told.desk.account(told.deliveries.sent, [])
    assert account.lost == len(ASKED)


async def test_a_delivery_that_was_never_stored_shows(told: Told) -> None:
    account = told.desk.account({*told.deliveries.sent, "of nobody"}, told.posts)
    assert account.lost == 1


async def test_nothing_is_left_to_do(told: Told) -> None:
    to_do = told.desk.to_do()
    assert (to_do.receipts, to_do.answers, to_do.cards) == (0, 0, {})


async def test_what_is_not_acknowledged_in_time_is_delivered_again(
    stub: SlackStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burst, "WITHIN", 0.01)
    times = 0

    async def line(_: Json) -> None:
        nonlocal times
        times += 1
        await asyncio.sleep(0.0 if times == 3 else 60.0)

    deliveries = Deliveries()
    await deliveries.deliver(line, both(Company(), stub)(1, "my vpn drops"))
    assert (times, deliveries.again) == (3, 2)
