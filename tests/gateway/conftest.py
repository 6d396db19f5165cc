"""The gateway in front of a local Slack that fails on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from bot.desk.speech import Say, Speech
from bot.gateway.clients import Clients
from bot.gateway.pace import Pace
from bot.gateway.poster import Poster
from bot.gateway.render import Renderer
from bot.gateway.sender import Patience, Sender
from bot.gateway.ticket_files import TicketFiles
from bot.storage import deliveries
from bot.storage.deliveries import Claim, Delivery, DeliveryState
from bot.storage.store import Store
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.counter import MORNING, Counter
from tests.desks import Watch, Workplace, make_desk

QUICK = Patience(settle=0.05, first=0.02)
OVER = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.PURGED)


@dataclass(frozen=True)
class Mouth:
    """A desk that has sentences to say, in channels by their names and to people."""

    server: LocalSlack
    slack: Slack
    store: Store
    clients: Clients
    pace: Pace
    patience: Patience = QUICK

    @asynccontextmanager
    async def speaking(self) -> AsyncIterator[Sender]:
        """A sender at work."""
        groups = {"desk-owners": [self.place("olga")]}
        desk = make_desk(self.store, Watch(), directory=Workplace(groups))
        poster = Poster(self.store, self.clients, Renderer(desk, self.store, TicketFiles(desk, self.store)))
        sender = Sender(desk, self.store, poster, self.pace, self.patience)
        self.store.writer.on_speech = sender.wake
        running = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            await sender.stop(running)

    async def say(self, *sentences: str, to: str = "#help-network", say: str = Say.NOTICE, **how: Any) -> None:
        """Writes each down under itself as its key."""
        for sentence in sentences:
            speech = Speech(sentence, Say(say), self.place(to), {"sentence": sentence}, **how)
            await self.store.transact(lambda tx, speech=speech: tx.say(speech))

    def place(self, name: str) -> str:
        state = self.server.state
        if name.startswith("#"):
            return next(each.id for each in state.conversations.values() if each.name == name[1:])
        return next(user.id for user in state.users.values() if user.name == name)

    async def left_on_its_way(self, key: str, *, tries: int = 0) -> None:
        """A sender has claimed it, and died; before that, so many tries have failed."""
        now = datetime.now(UTC)

        async def claim() -> Claim | None:
            delivery = await self.find(key)
            return await self.store.transact(lambda tx: deliveries.claim(tx.connection, delivery))

        for _ in range(tries):
            failed = await claim()
            await self.store.transact(lambda tx, failed=failed: deliveries.postpone(tx.connection, failed, now))
        await claim()

    async def find(self, key: str) -> Delivery:
        found = await self.store.read(lambda session: deliveries.by_key(session, key))
        assert found is not None
        return found

    async def sql(self, statement: str) -> None:
        await self.store.transact(lambda tx: tx.session.connection().exec_driver_sql(statement))

    async def over(self, *keys: str) -> list[DeliveryState]:
        """What became of them, once nothing more can."""
        return [(await self.becomes(key, lambda each: each.state in OVER)).state for key in keys]

    async def tried(self, key: str, times: int = 1) -> Delivery:
        """The delivery, once so many tries have failed."""
        return await self.becomes(key, lambda each: each.attempts >= times)

    async def becomes(self, key: str, what: Callable[[Delivery], bool]) -> Delivery:
        async with asyncio.timeout(3):
            while not what(found := await self.find(key)):  # noqa: ASYNC110  # a row tells nobody of its change
                await asyncio.sleep(0.01)
        return found

    async def settle(self) -> None:
        """Waits until nothing is left to be said."""
        waiting = select(func.count()).where(col(Delivery.state).not_in(OVER))
        async with asyncio.timeout(3):
            while await self.store.read(lambda session: session.exec(waiting).one()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def heard(self, reader: str = "nina", place: str | None = "#help-network") -> list[str]:
        """What somebody reads there, oldest first; in their DM with the desk for None."""
        return [message["text"] for message in await self.slack.person(reader).messages(place)]

    def impatient(self, **patience: Any) -> "Mouth":
        return replace(self, patience=replace(self.patience, **patience))


@pytest.fixture
def counter(store: Store) -> Counter:
    watch, staff = Watch(MORNING), Workplace()
    return Counter(make_desk(store, watch, directory=staff), store, watch, staff)


@pytest.fixture
def mouth(server: LocalSlack, slack: Slack, store: Store, clients: Clients, pace: Pace) -> Mouth:
    return Mouth(server, slack, store, clients, pace)


@dataclass
class Stopwatch:
    """The machine's own count of seconds, which stands still until a test moves it."""

    seconds: float = 100.0

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()
