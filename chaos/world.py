"""A workspace with its people, and a desk of as many processes as share the database, each of which may die."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot.handlers.act import TOO_LATE
from bot.storage import queries
from bot.storage.deliveries import IS_WAITING, Delivery
from bot.storage.engine import open_engine
from bot.storage.receipts import Receipt, ReceiptState
from chaos.crew import Crew
from chaos.databases import Databases
from chaos.desk import TEMPO, Place
from local_slack.client import Slack
from local_slack.clock import Clock
from local_slack.company import COMPANIES
from local_slack.delivering import Timing
from local_slack.on_screen import SeenMessage
from local_slack.person import NotSeenError, Person, ShownError
from local_slack.server import LocalSlack

ROOT = Path(__file__).parents[1]
MONDAY_10 = datetime(2026, 3, 2, 15, 0, 5, tzinfo=UTC)  # 10:00 in New York, and time until 10:01
ACK_WINDOW = 8.0  # seconds; those three that Slack gives are measured elsewhere, and this machine is kept busy
RETRIES = (0.3, 0.5, 1.0, 2.0, 4.0)  # seconds; Slack takes minutes
LONGEST = 60.0  # seconds until everything must be done
TRIES = 4  # of a person who is shown an error each time

Deed = Callable[["World"], Awaitable[Any]]


class StuckError(AssertionError):
    """The desk did not come to an end with what it had to do."""


@dataclass(frozen=True)
class Step:
    """What somebody does, and what is there once the desk has done its part; looked at without waiting."""

    do: Deed
    seen: Deed


class World:
    """`world.ana` is the person who is called so. A message that is `kept` is somebody's screen, as it was then."""

    def __init__(self, server: LocalSlack, slack: Slack, place: Place, size: int) -> None:
        self.server = server
        self.slack = slack
        self.place = place
        self.journal = place.journal
        self.kept: dict[str, SeenMessage] = {}
        self.deaths = 0
        self.points: list[str] = []  # that were passed before the first death
        self.crew = Crew(place, size, self._mourn)
        self._clocks = [place.clock(replica) for replica in range(size)]
        self.engine = open_engine(place.environ["FRONTDESK_DATABASE_URL"])
        server.clock.on_move(self.follow)
        self.follow()

    def __getattr__(self, name: str) -> Person:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.slack.person(name)

    def follow(self) -> None:
        """The clocks of all replicas show the workspace's time."""
        self.jump(timedelta(), self.crew.size)

    def jump(self, by: timedelta, replicas: int) -> None:
        """The clocks of so many are wrong by that."""
        for clock in self._clocks[:replicas]:
            clock.show(self.server.clock.now(), by)

    async def take(self, step: Step) -> None:
        """The step is taken, and everything done that follows from it. Raises NotSeenError when it does not: whoever is
        shown an error does it again, and whatever else does not happen is lost.
        """
        for _ in range(TRIES):
            is_asked_again = await self._try(step)
            try:
                await step.seen(self)
                return
            except NotSeenError as error:
                missed = error
            if not is_asked_again:
                break
        raise missed

    async def _try(self, step: Step) -> bool:
        """Whether it is to be done again: Slack has shown an error, or the desk has asked for it."""
        asked, failed = self._asked_again, False
        try:
            await step.do(self)
        except ShownError:
            failed = True
        except NotSeenError:  # somebody has done it already, or what was to be pressed is lost
            pass
        await self.settle()
        return failed or self._asked_again > asked

    @property
    def _asked_again(self) -> int:
        """How often the desk has asked somebody to do again what they did."""
        conversations = self.server.state.conversations.values()
        return sum(message.text == TOO_LATE for each in conversations for message in each.messages.values())

    async def settle(self) -> None:
        """Until the desk stands, and has done and said everything."""
        try:
            async with asyncio.timeout(LONGEST):
                while not self._is_settled:  # noqa: ASYNC110  # tables do not tell when they change
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise StuckError(f"after {LONGEST:.0f} seconds: {self._unfinished()}") from None

    @property
    def _is_settled(self) -> bool:
        is_heard = len(self.server.transports.sockets.sockets) >= self.crew.size * TEMPO.upkeep.lines
        return self.crew.is_open and is_heard and not self._in_flight and _is_done(self.engine, self.server.clock.now())

    @property
    def _in_flight(self) -> int:
        return len(self.server.deliveries.in_flight)

    def _unfinished(self) -> str:
        if not self.crew.is_open:
            return f"the desk is not open; its last words: {self.crew.last_words}"
        if self._in_flight:
            return f"Slack is still delivering {self._in_flight} envelopes"
        with Session(self.engine) as session:
            to_do = session.exec(select(Receipt.route).where(Receipt.state == ReceiptState.TAKEN)).all()
            to_say = session.exec(select(Delivery.key).where(IS_WAITING)).all()
        return f"to do: {list(to_do)}, to say: {list(to_say)}"

    def _mourn(self) -> None:
        self.deaths += 1
        self.points = self.points or self.journal.end()
        self.server.transports.sockets.give_up_on_lost_sockets()


def _is_done(engine: Engine, now: datetime) -> bool:
    to_do = select(func.count()).where(Receipt.state == ReceiptState.TAKEN)
    to_say = select(func.count()).select_from(Delivery).where(IS_WAITING)
    try:
        with Session(engine) as session:
            due = queries.due(session, now, limit=1)
            return not due and not any(session.exec(query).one() for query in (to_do, to_say))  # one leads to the next
    except DBAPIError:  # the database is away
        return False


@asynccontextmanager
async def open_world(databases: Databases) -> AsyncIterator[World]:
    server = LocalSlack(
        ROOT / "manifest.yml", COMPANIES / "northwind.yml", Clock(MONDAY_10), Timing(ACK_WINDOW, RETRIES, 0.2)
    )
    with tempfile.TemporaryDirectory(prefix="chaos-") as name:
        async with server, Slack(server.url) as slack:
            folder = Path(name)
            url = databases.new(folder)
            world = World(server, slack, Place(_environ(server, url), folder), databases.replicas)
            world.crew.start()
            try:
                yield world
            finally:
                await world.crew.stop()
                world.engine.dispose()
                databases.forget(url)


def _environ(server: LocalSlack, url: str) -> dict[str, str]:
    return {
        "SLACK_API_URL": server.api_url,
        "SLACK_BOT_TOKEN": server.bot_token,
        "SLACK_APP_TOKEN": server.app_token,
        "FRONTDESK_PORT": "0",
        "FRONTDESK_DATABASE_URL": url,
    }
