"""A desk that runs: reached by signed HTTP alone, and stopped with nothing left undone."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.__main__ import Frontdesk, running
from bot.gateway.sender import machine_time
from bot.inputs import Written
from bot.kb.library import Library
from bot.knowledge.knowledge import Knowledge
from bot.settings import Settings, read_settings
from bot.storage.store import Store
from bot.transports.edge import LARGEST_BODY
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.desks import small_classifier, small_library, small_policy
from tests.handlers.payloads import message
from tests.kb.articles import HEAD, write_article
from tests.transports.slack_over_http import signed

HOSTILE = {
    "nothing": b"",
    "no form": b"payload=null",
    "no object": b"[1,2]",
    "half of one": b'{"type":',
    "half of one in a form": b"payload=%7B",
    "no text": b"\xff\xfe",
    "an event": b'{"type": "event_callback", "event": {"type": "message"}}',
}
FORGED = {
    "no time": {"X-Slack-Signature": "v0=00"},
    "a time that is no number": {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "soon"},
    "a time of long ago": {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1"},
    "a signature that is no text": {"X-Slack-Signature": "v0=é", "X-Slack-Request-Timestamp": "99999999999"},
}


VPN = HEAD.replace("[password]", "[vpn]")


def settings_of(server: LocalSlack, folder: Path, transport: str) -> Settings:
    return read_settings(
        {
            "SLACK_API_URL": server.api_url,
            "SLACK_BOT_TOKEN": server.bot_token,
            "SLACK_APP_TOKEN": server.app_token,
            "SLACK_SIGNING_SECRET": server.signing_secret,
            "FRONTDESK_TRANSPORT": transport,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        }
    )


def small() -> Written:
    return Written(small_policy(), small_library(), small_classifier())


async def test_a_running_desk_takes_over_what_is_written(server: LocalSlack, tmp_path: Path) -> None:
    write_article(tmp_path, VPN)
    knowledge = Knowledge.read(tmp_path, small_policy())
    written = Written(small_policy(), Library(knowledge.articles), small_classifier(), knowledge=knowledge)
    async with running(settings_of(server, tmp_path, "http"), written) as desk:
        write_article(tmp_path, VPN.replace("Reset", "Today reset"))
        async with asyncio.timeout(5):
            while not desk.desk.library.articles[0].title.startswith("Today"):  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.02)


@pytest.fixture
async def desk(server: LocalSlack, tmp_path: Path) -> AsyncIterator[Frontdesk]:
    async with running(settings_of(server, tmp_path, "http"), small()) as desk:
        server.deliver_to(desk.address)
        yield desk


async def send(desk: Frontdesk, body: bytes, headers: dict[str, str] | None = None) -> int:
    assert desk.address is not None
    async with aiohttp.ClientSession() as session, session.post(desk.address, data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_is_not_signed_is_refused_unread(desk: Frontdesk, body: bytes, kind: str) -> None:
    assert await send(desk, body, {"Content-Type": kind}) == 401


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
async def test_what_is_badly_signed_is_refused(desk: Frontdesk, headers: dict[str, str]) -> None:
    assert await send(desk, b"{}", headers) == 401


async def test_what_is_too_large_is_refused(desk: Frontdesk) -> None:
    assert await send(desk, b"x" * (LARGEST_BODY + 1)) == 413


async def test_what_slack_signs_is_taken_in(desk: Frontdesk, slack: Slack) -> None:
    await slack.person("ana").slash("/support", "the badge reader rejects me")
    await slack.person("ana").sees("HD-1")


async def test_slack_finds_the_address_good(desk: Frontdesk, slack: Slack) -> None:
    answer = await slack.deliver_to(desk.address, verify=True, ssl_check=True)
    assert (answer["verified"], answer["ssl_check"]) == (True, 200)


async def test_what_was_taken_in_is_finished_before_the_desk_stops(
    server: LocalSlack, slack: Slack, tmp_path: Path
) -> None:
    async with running(settings_of(server, tmp_path, "http"), small()) as desk:
        server.deliver_to(desk.address)
        await slack.fault("users.info", delay=0.1)
        await slack.person("ana").slash("/support", "the badge reader rejects me")
    async with running(settings_of(server, tmp_path, "http"), small()):
        await slack.person("ana").sees("HD-1")


async def test_whoever_left_a_group_is_no_agent_any_more_even_if_slack_never_tells(
    server: LocalSlack, slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is delivered to this desk: it reads the user groups again and again by itself."""
    monkeypatch.setattr("bot.__main__.GROUPS", 0.05)
    omar = next(user.id for user in server.state.users.values() if user.name == "omar")
    async with running(settings_of(server, tmp_path, "http"), small()) as desk:
        assert omar in desk.desk.directory.members("it-network")
        await slack.change_group("it-network", remove=("omar",))
        async with asyncio.timeout(5):
            while omar in desk.desk.directory.members("it-network"):  # noqa: ASYNC110  # it tells nobody
                await asyncio.sleep(0.02)


async def test_a_desk_on_sockets_has_no_address(server: LocalSlack, tmp_path: Path) -> None:
    async with running(settings_of(server, tmp_path, "socket"), small()) as desk:
        assert desk.address is None


async def test_once_it_closes_it_takes_nothing_more_over_http(server: LocalSlack, slack: Slack, tmp_path: Path) -> None:
    settings = settings_of(server, tmp_path, "http").model_copy(update={"shutdown_seconds": 1.0})
    question = json.dumps(message("the coffee is cold", by="U1", id="Ev1", ts="1700000001.1")).encode()
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(running(settings, small()))
        await slack.fault("users.info", delay=5, times=9)
        assert await send(desk, question, _headers(question, server)) == 200
        closing = asyncio.create_task(stack.aclose())
        await asyncio.sleep(0)
        late = question.replace(b"Ev1", b"Ev2")
        assert await send(desk, late, _headers(late, server)) == 503
        await closing


def _headers(body: bytes, server: LocalSlack) -> dict[str, str]:
    signature = signed(body, secret=server.signing_secret)
    return {"Content-Type": "application/json", **{name.replace("_", "-"): each for name, each in signature.items()}}


@dataclass
class KeptWaiting:
    """A database that lets nobody in before it is told to."""

    asked: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)

    def open(self, *asked: Any) -> Store:
        self.asked.set()
        assert self.free.wait(5), "nobody else came to do anything"
        return Store(*asked)


@pytest.fixture
def kept_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptWaiting]:
    database = KeptWaiting()
    monkeypatch.setattr("bot.__main__.Store", database.open)
    yield database
    database.free.set()


async def test_a_desk_that_its_database_keeps_waiting_says_that_it_lives(
    server: LocalSlack, tmp_path: Path, kept_waiting: KeptWaiting
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    settings = settings_of(server, tmp_path, "http").model_copy(update={"port": port})
    async with AsyncExitStack() as stack:
        opening = asyncio.create_task(stack.enter_async_context(running(settings, small())))
        assert await asyncio.to_thread(kept_waiting.asked.wait, 5)
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as response:
            assert (response.status, opening.done()) == (200, False)
        kept_waiting.free.set()
        await opening


async def test_a_database_that_opens_after_the_start_was_given_up_is_closed(
    server: LocalSlack, tmp_path: Path, kept_waiting: KeptWaiting
) -> None:
    settings = settings_of(server, tmp_path, "http")
    opening = asyncio.create_task(running(settings, small()).__aenter__())
    assert await asyncio.to_thread(kept_waiting.asked.wait, 5)
    opening.cancel()
    kept_waiting.free.set()
    await asyncio.wait([opening])
    with closing(Store(settings.database_url, machine_time)):
        assert opening.cancelled(), "and the file serves somebody else"
