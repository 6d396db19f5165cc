"""An app that hears what people write to it, over lines to a local Slack."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.gateway.clients import Clients
from bot.metrics import Metrics
from bot.transports.sockets import Sockets, Upkeep
from local_slack.client import Slack
from local_slack.person import Person
from local_slack.server import LocalSlack

QUICK = Upkeep(ping=0.1, linger=0.05, first_wait=0.02, longest_wait=0.05, hello=5.0)


@dataclass
class Ear:
    """`reconnected` has, for each reconnection, whether something may have been missed."""

    server: LocalSlack
    slack: Slack
    app: AsyncApp
    metrics: Metrics = field(default_factory=Metrics)
    heard: list[str] = field(default_factory=list)
    reconnected: list[bool] = field(default_factory=list)

    @property
    def ana(self) -> Person:
        return self.slack.person("ana")

    @property
    def ids(self) -> list[str]:
        """The sockets that Slack has open."""
        return list(self.server.transports.sockets.sockets)

    @asynccontextmanager
    async def listening(self, upkeep: Upkeep = QUICK) -> AsyncIterator[Sockets]:
        """Begins once every line stands."""
        sockets = Sockets(self.app, self.server.app_token, self.reconnected.append, self.metrics, upkeep)
        await sockets.open()
        try:
            await self.until(lambda: sockets.connected == upkeep.lines)
            yield sockets
        finally:
            await sockets.close()

    async def until(self, what: Callable[[], Any]) -> None:
        async with asyncio.timeout(10):
            while not what():  # noqa: ASYNC110  # sockets tell nobody when they come and go
                await asyncio.sleep(0.005)

    async def hears(self, *texts: str) -> None:
        """Ana writes each of them, and all of them arrive."""
        for text in texts:
            await self.ana.dm(text)
        await self.until(lambda: set(texts) <= set(self.heard))


@pytest.fixture
async def ear(server: LocalSlack, slack: Slack, clients: Clients) -> Ear:
    app = AsyncApp(name="ear", client=clients.reading, process_before_response=True)
    ear = Ear(server, slack, app)
    await slack.post("timing", ack_window=0.3, retry_delays=[0.05, 0.05, 0.05], refresh_warning=0.3)

    @app.event(re.compile(".*"))
    async def hear(event: dict[str, Any]) -> None:
        ear.heard.append(event["text"])

    return ear
