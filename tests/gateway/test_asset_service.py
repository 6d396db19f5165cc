"""A list of assets at an address of the company: taken over when it is good, and left alone when it is not."""

import logging
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web
from sqlmodel import select

from bot.gateway import asset_service
from bot.gateway.asset_service import Address, AssetService
from bot.segments.asset import Asset
from bot.storage.store import Store
from tests.builders import NOON
from tests.desks import Watch

CSV = "Email,Device,OS\nana@x.example,NW-1,macOS\n"


class Source:
    """A company's own service, which answers as a test says."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = {"text": CSV, "content_type": "text/csv"}
        self.asked: list[dict[str, str]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.headers))
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        headers = {"ETag": '"1"', **self.answer.get("headers", {})}
        return web.Response(**{**self.answer, "headers": headers})


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    source, app = Source(), web.Application()
    app.router.add_get("/assets", source.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    source.url = f"http://127.0.0.1:{runner.addresses[0][1]}/assets"
    yield source
    await runner.cleanup()


@pytest.fixture
def service(source: Source, store: Store, watch: Watch) -> AssetService:
    return AssetService(Address(source.url, "secret"), {}, store, watch.now)


async def kept(store: Store) -> list[tuple[str, datetime]]:
    assets = await store.read(lambda session: session.exec(select(Asset)).all())
    return [(asset.tag, asset.as_of) for asset in assets]


async def test_a_list_is_taken_over(source: Source, service: AssetService, store: Store) -> None:
    await service.pull()
    assert await kept(store) == [("NW-1", NOON)]
    assert source.asked[0]["Authorization"] == "Bearer secret"


async def test_a_list_may_be_json(source: Source, service: AssetService, store: Store) -> None:
    source.answer = {"text": '[{"email": "ana@x.example", "device": "NW-7"}]', "content_type": "application/json"}
    await service.pull()
    assert await kept(store) == [("NW-7", NOON)]


async def test_a_list_that_has_not_changed_is_of_now(
    source: Source, service: AssetService, store: Store, watch: Watch
) -> None:
    await service.pull()
    watch.move(hours=1)
    await service.pull()
    assert await kept(store) == [("NW-1", watch.time)]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500},
        {"status": 302, "headers": {"Location": "/elsewhere"}},
        {"text": "<html>Sign in</html>", "content_type": "text/html"},
        {"text": "Email,Device\nnobody,NW-2\n", "content_type": "text/csv"},
        {"text": "{", "content_type": "application/json"},
        {"body": "Email,Device\nana@x.example,Müller\n".encode("latin-1"), "content_type": "text/csv"},
    ],
)
async def test_what_is_no_list_leaves_the_last_one(
    service: AssetService, source: Source, store: Store, watch: Watch, answer: dict[str, Any]
) -> None:
    await service.pull()
    fresh = AssetService(Address(source.url), {}, store, watch.now)
    watch.move(hours=1)
    source.answer = answer
    await fresh.pull()
    assert await kept(store) == [("NW-1", NOON)]


async def test_more_than_a_list_can_be_is_not_read(
    source: Source, service: AssetService, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asset_service, "LARGEST", 10)
    await service.pull()
    assert await kept(store) == []


async def test_an_address_at_which_nobody_answers_is_logged_without_its_secrets(
    store: Store, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    service = AssetService(Address("http://127.0.0.1:9/assets?key=secret", "secret"), {}, store, watch.now)
    with caplog.at_level(logging.INFO):
        await service.pull()
    assert "no list of assets from its address" in caplog.text
    assert "secret" not in caplog.text
