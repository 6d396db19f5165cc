"""The page in a real Chromium, on a workspace with the tests' own app."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from local_slack.client import Slack
from local_slack.delivering import Timing
from local_slack.person import Person
from local_slack.server import LocalSlack
from tests.local_slack.conftest import QUICK, EchoApp, build_app, connect, described

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = """
    --headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run
""".split()
PATIENCE = 8_000  # milliseconds: a busy machine draws late
ACK_WINDOW = 2.0  # seconds: beside a browser the app gets its turn late as well
Opened = Callable[..., Awaitable[Page]]

expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine (on Debian: apt-get install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="package")
async def server() -> AsyncIterator[LocalSlack]:
    async with LocalSlack(described(), timing=Timing(**{**QUICK, "ack_window": ACK_WINDOW})) as slack:
        yield slack


@pytest_asyncio.fixture(loop_scope="package")
async def slack(server: LocalSlack) -> AsyncIterator[Slack]:
    async with Slack(server.url) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="package")
async def app(server: LocalSlack) -> AsyncIterator[EchoApp]:
    echo = build_app(server)
    handler = await connect(echo, server, ping_interval=5)
    yield echo
    await handler.close_async()


@pytest.fixture
def dana(slack: Slack) -> Person:
    return slack.person("dana")


@pytest_asyncio.fixture(loop_scope="package")
async def open_page(browser: Browser, server: LocalSlack) -> AsyncIterator[Opened]:
    """`await open_page("ana", "general")`: a window in which that person looks at that conversation."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)

    async def opened(person: str, place: str = "@echo", **more: str) -> Page:
        page = await context.new_page()
        address = {"as": person, "channel": place, **more}
        await page.goto(f"{server.url}/?{'&'.join(f'{key}={value}' for key, value in address.items())}")
        await expect(page.get_by_role("button", name="Acting as")).to_be_visible()
        return page

    yield opened
    await context.close()


@pytest_asyncio.fixture(loop_scope="package")
async def page(open_page: Opened, app: EchoApp) -> Page:
    """Ana looks at her conversation with the app."""
    return await open_page("ana")
