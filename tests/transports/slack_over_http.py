"""The desk's HTTP edge, and whoever sends requests to it: Slack, or somebody who would like to be."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp

from bot.handlers.listeners import listen
from bot.metrics import Metrics
from bot.transports.edge import EVENTS_PATH, Edge
from bot.transports.signed import SignedRequests
from tests.handlers.front_door import FrontDoor, open_front_door

SECRET = "the signing secret"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PATIENCE = 0.2  # seconds


@dataclass(frozen=True)
class OverHttp:
    """What stands between the network and the desk."""

    door: FrontDoor
    url: str
    session: ClientSession

    async def post(self, body: bytes, content_type: str = JSON, **headers: str) -> int:
        """The status of the answer to a request with exactly these headers."""
        given = {"Content-Type": content_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with self.session.post(f"{self.url}{EVENTS_PATH}", data=body, headers=given) as response:
            await self.door.worker.stop()
            return response.status

    async def deliver(self, payload: Any) -> int:
        """The status of the answer to Slack."""
        body = json.dumps(payload).encode()
        return await self.post(body, **signed(body))

    async def send(self, request: bytes, *, end: bool = True) -> int:
        """The status of the answer to these very bytes; 0 for a closed connection."""
        reader, writer = await asyncio.open_connection(*self.url.removeprefix("http://").split(":"))
        try:
            writer.write(request)
            if end:
                writer.write_eof()
            async with asyncio.timeout(5):
                line = await reader.readline()
        finally:
            writer.close()
        return int(line.split()[1]) if line else 0


def signed(body: bytes, secret: str = SECRET, age: float = 0) -> Mapping[str, str]:
    stamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": f"v0={digest}"}


@asynccontextmanager
async def open_edge(folder: Path, url: str = "") -> AsyncIterator[OverHttp]:
    """On SQLite, unless the address of another database is given."""
    async with open_front_door(folder, url) as door, ClientSession(skip_auto_headers=["Content-Type"]) as session:
        app = AsyncApp(
            name="edge", client=door.slack.clients.reading, signing_secret=SECRET, process_before_response=True
        )
        listen(app, door.worker)
        metrics = Metrics()
        edge = Edge(metrics, takes_events=True)
        edge.events = SignedRequests(app, SECRET, metrics, PATIENCE).take
        async with edge.serving("127.0.0.1", 0) as url:
            yield OverHttp(door, url, session)
