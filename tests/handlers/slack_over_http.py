"""The desk's HTTP edge, and whoever sends requests to it: Slack, or somebody who would like to be."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp

from bot.handlers.guard import LARGEST_BODY, admit
from bot.handlers.listeners import listen
from tests.handlers.front_door import FrontDoor, open_front_door

SECRET = "the signing secret"
PATH = "/slack/events"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PATIENCE = 0.2  # seconds


@dataclass(frozen=True)
class Edge:
    """What stands between the network and the desk."""

    door: FrontDoor
    port: int
    session: ClientSession

    async def post(self, body: bytes, content_type: str = JSON, **headers: str) -> int:
        """The status of the answer to a request with exactly these headers."""
        given = {"Content-Type": content_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
        url = f"http://127.0.0.1:{self.port}{PATH}"
        async with self.session.post(url, data=body, headers=given) as response:
            await self.door.worker.stop()
            return response.status

    async def deliver(self, payload: Any) -> int:
        """The status of the answer to Slack."""
        body = json.dumps(payload).encode()
        return await self.post(body, **signed(body))

    async def send(self, request: bytes, *, end: bool = True) -> int:
        """The status of the answer to these very bytes; 0 for a closed connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
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
async def open_edge(folder: Any) -> AsyncIterator[Edge]:
    async with open_front_door(folder) as door, ClientSession(skip_auto_headers=["Content-Type"]) as session:
        app = AsyncApp(client=door.slack.clients.reading, signing_secret=SECRET, process_before_response=True)
        listen(app, door.worker)

        async def take(request: web.Request) -> web.Response:
            return await to_aiohttp_response(await app.async_dispatch(await admit(request, SECRET, PATIENCE)))

        server = web.Application(client_max_size=LARGEST_BODY)
        server.router.add_post(PATH, take)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield Edge(door, runner.addresses[0][1], session)
        finally:
            await runner.cleanup()
