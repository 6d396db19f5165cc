"""A desk that is open, in a workspace whose time stands still until a story moves it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.__main__ import Frontdesk, Written, read_written, running
from bot.settings import read_settings
from local_slack.client import Slack
from local_slack.clock import Clock
from local_slack.company import COMPANIES
from local_slack.person import Person
from local_slack.server import LocalSlack

ROOT = Path(__file__).parents[2]
MONDAY_10 = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 10:00 in New York


@cache
def written(config: Path) -> Written:
    """Read and trained once for all stories."""
    return read_written(config, ROOT / "knowledge_base")


@dataclass(frozen=True)
class Office:
    """Where a story takes place. `office.ana` is the person who is called so."""

    slack: Slack
    server: LocalSlack
    frontdesk: Frontdesk

    def __getattr__(self, name: str) -> Person:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.slack.person(name)

    async def pass_time(self, **by: float) -> None:
        """Moves the time, and waits until the desk has done what was due."""
        await self.slack.advance(**by)
        await self.frontdesk.jobs.do_what_is_due()


@asynccontextmanager
async def open_office(
    folder: Path, transport: str = "socket", config: Path = ROOT / "desk.yml", company: str = "northwind"
) -> AsyncIterator[Office]:
    """Closes with a look at what Slack found wrong: no story may cause a problem there."""
    async with AsyncExitStack() as stack:
        clock = Clock(MONDAY_10, frozen=True)
        server = LocalSlack(ROOT / "manifest.yml", COMPANIES / f"{company}.yml", clock)
        await stack.enter_async_context(server)
        settings = read_settings(
            {
                "SLACK_API_URL": server.api_url,
                "SLACK_BOT_TOKEN": server.bot_token,
                "SLACK_APP_TOKEN": server.app_token,
                "SLACK_SIGNING_SECRET": server.signing_secret,
                "FRONTDESK_TRANSPORT": transport,
                "FRONTDESK_PORT": "0",
                "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
                "FRONTDESK_CONFIG": str(config),
                "FRONTDESK_KNOWLEDGE": str(ROOT / "knowledge_base"),
            }
        )
        frontdesk = await stack.enter_async_context(running(settings, written(config), clock.now))
        clock.on_move(frontdesk.jobs.rearm)
        server.deliver_to(frontdesk.address)
        slack = await stack.enter_async_context(Slack(server.url))
        yield Office(slack, server, frontdesk)
        await slack.quiet()
        assert await slack.problems() == []


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    """Both ways in which Slack reaches the desk."""
    return str(request.param)


@pytest.fixture
async def office(tmp_path: Path, transport: str) -> AsyncIterator[Office]:
    async with open_office(tmp_path, transport) as opened:
        yield opened


OpenOffice = Callable[..., Awaitable[Office]]
