"""A worker behind the front door, in a workspace; no listener stands before it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from bot.desk.desk import Desk
from bot.gateway.clients import Clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.act import Slack as Surroundings
from bot.handlers.arrival import Payload
from bot.handlers.failures import TOLD
from bot.handlers.worker import Worker
from bot.storage import receipts
from bot.storage.deliveries import Delivery
from bot.storage.receipts import LEASE, Receipt
from bot.storage.store import Store
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.desks import Watch, make_desk
from tests.handlers.payloads import arrival


@dataclass
class BackOffice:
    """What arrives here is worked on, with the small policy of the tests."""

    worker: Worker
    desk: Desk
    store: Store
    watch: Watch
    slack: Slack
    directory: SlackDirectory
    surroundings: Surroundings
    people: dict[str, str] = field(default_factory=dict)

    async def take_in(self, *payloads: Payload) -> None:
        """Takes each in, and waits until what it asks for is done."""
        await self.take_in_only(*payloads)
        await self.worker.stop()

    async def take_in_only(self, *payloads: Payload) -> None:
        for payload in payloads:
            await self.worker.take_in(arrival(payload))

    async def take_over(self, **how: bool) -> None:
        await self.worker.take_over(**how)
        await self.worker.stop()

    async def leave_behind(self, payload: Payload, **changes: Any) -> None:
        """A receipt whose process died before it did anything."""
        found, now = arrival(payload), self.watch.now()
        route = f"{found.kind}:{found.name}"
        usual = {"id": found.id, "route": route, "body": payload, "received_at": now, "lease_until": now + LEASE}
        await self.store.transact(lambda tx: receipts.take_in(tx.connection, **usual | changes))

    async def all(self, kind: type[SQLModel]) -> list[Any]:
        return await self.store.read(lambda session: list(session.exec(select(kind))))

    async def receipt(self, name: str) -> Receipt:
        return await self.store.read(lambda session: session.get_one(Receipt, name))

    async def told(self, name: str) -> list[str]:
        """What somebody reads in their DM with the desk: what the handlers say there themselves, then refusals."""
        said = [message["text"] for message in await self.slack.person(name).messages()]
        refusals = [each for each in await self.all(Delivery) if each.key.startswith(f"{TOLD}:")]
        return [*said, *(each.about["sentence"] for each in refusals if each.conversation == self.people[name])]

    async def until(self, what: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not what():  # noqa: ASYNC110  # most things tell nobody of their change
                await asyncio.sleep(0.01)

    async def fault(self, method: str, **how: Any) -> None:
        await self.slack.fault(method, **how)


@pytest.fixture
async def office(
    server: LocalSlack, slack: Slack, clients: Clients, store: Store, watch: Watch
) -> AsyncIterator[BackOffice]:
    directory = SlackDirectory(clients.reading, watch.now)
    await directory.load()
    desk = make_desk(store, watch, directory=directory)
    surroundings = Surroundings(clients, directory, TicketFiles(desk, store))
    worker = Worker(desk, store, surroundings)
    people = {user.name: user.id for user in server.state.users.values()}
    yield BackOffice(worker, desk, store, watch, slack, directory, surroundings, people)
    async with asyncio.timeout(5):
        await worker.stop()
