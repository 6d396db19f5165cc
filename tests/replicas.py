"""Replicas of the desk that share one database. Each has all of a desk but its doors, and dies as a process does."""

import asyncio

from bot.desk.desk import Desk
from bot.gateway.clients import Clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.pace import Pace, Rhythm
from bot.gateway.poster import Poster
from bot.gateway.render import Renderer
from bot.gateway.sender import Patience, Sender
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.act import Slack
from bot.handlers.arrival import Payload
from bot.handlers.worker import Worker
from bot.jobs import Jobs
from bot.storage.store import Store
from tests.desks import Watch, make_desk
from tests.handlers.payloads import arrival

AT_ONCE = Rhythm(message=0.0, careful=0.0)
QUICK = Patience(settle=0.1, first=0.02, attempt=1.0, look=0.05)


class Replica:
    def __init__(self, url: str, watch: Watch, clients: Clients, directory: SlackDirectory) -> None:
        self.store = Store(url, watch.now)
        self.desk: Desk = make_desk(self.store, watch, directory=directory)
        files = TicketFiles(self.desk, self.store)
        self.worker = Worker(self.desk, self.store, Slack(clients, directory, files))
        self.jobs = Jobs(self.desk, self.store, ())
        poster = Poster(self.store, clients, Renderer(self.desk, self.store, files))
        self._sender = Sender(self.desk, self.store, poster, Pace(AT_ONCE), QUICK)
        self._sending: asyncio.Task[None] | None = None
        self.store.writer.on_speech = self._sender.wake

    async def take_in(self, *payloads: Payload) -> None:
        for payload in payloads:
            await self.worker.take_in(arrival(payload))

    def begin_to_send(self) -> None:
        self._sending = asyncio.create_task(self._sender.run())

    async def die(self) -> None:
        """Nothing that it has begun comes to an end, and nothing is given back."""
        await asyncio.to_thread(self.store.close)
        await self._end(seconds=0.0)

    async def close(self) -> None:
        await self._end()
        self.store.close()

    async def _end(self, seconds: float | None = None) -> None:
        await self.worker.stop(seconds)
        if self._sending is not None:
            await self._sender.stop(self._sending, seconds)
