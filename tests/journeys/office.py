"""The place where a story happens: a workspace with its people, and a desk that can be closed and opened again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from aiohttp import ClientSession
from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.__main__ import Frontdesk, Tempo, running
from bot.config import read_policy
from bot.deflection.bar import Bars
from bot.deflection.labelled import cases_of
from bot.desk.policy import CategoryPolicy
from bot.gateway.pace import Rhythm
from bot.inputs import Written
from bot.kb.library import Library
from bot.kb.reader import read_knowledge
from bot.knowledge.questions import read_questions
from bot.routing.classify import Classifier
from bot.settings import Settings, read_settings
from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.receipts import Receipt, ReceiptState
from local_slack import conversations
from local_slack.client import Slack
from local_slack.clock import Clock
from local_slack.company import COMPANIES
from local_slack.person import Person
from local_slack.server import LocalSlack

ROOT = Path(__file__).parents[2]
MONDAY_10 = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 10:00 in New York
AS_FAST_AS_IT_CAN = Tempo(Rhythm(message=0.0, careful=0.0))  # the workspace of the stories limits nobody
LONGEST = 30.0  # seconds until the desk must have done everything


@dataclass(frozen=True)
class Setting:
    """What a story is told with: the policy, its company, the way in which Slack reaches the desk, and the database,
    which is a file of the story's own unless said otherwise, with how many replicas share it.
    """

    config: Path = ROOT / "desk.yml"
    company: str = "northwind"
    transport: str = "socket"
    tempo: Tempo = AS_FAST_AS_IT_CAN
    database_url: str = ""
    replicas: int = 1


class Office:
    """`office.ana` is the person who is called so. Time stands still until the story moves it."""

    def __init__(self, slack: Slack, server: LocalSlack, settings: Settings, setting: Setting) -> None:
        self.slack = slack
        self.server = server
        self._settings = settings
        self._written = read(setting.config)
        self._setting = setting
        self._desk = AsyncExitStack()
        self._open: list[Frontdesk] = []
        server.clock.on_move(self._rearm)

    def __getattr__(self, name: str) -> Person:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.person(name)

    def person(self, name: str) -> Person:
        return self.slack.person(name)

    @property
    def frontdesk(self) -> Frontdesk:
        assert self._open, "the desk is closed"
        return self._open[0]

    @property
    def database_url(self) -> str:
        return self._settings.database_url

    def dm_of(self, name: str) -> str:
        """The id of somebody's DM with the desk."""
        state = self.server.state
        person = next(user.id for user in state.users.values() if user.name == name)
        return conversations.direct(state, {person, state.app["bot_user"]}).id

    async def metric(self, name: str) -> float:
        """As whoever runs the desk is told."""
        async with ClientSession() as session, session.get(f"{self.frontdesk.url}/metrics") as response:
            lines = (await response.text()).splitlines()
        return float(next(line.split()[-1] for line in lines if line.split("{")[0].split()[0] == name))

    async def open_desk(self) -> None:
        for _ in range(self._setting.replicas):
            replica = running(self._settings, self._written, self.server.clock.now, self._setting.tempo)
            self._open.append(await self._desk.enter_async_context(replica))
        self.server.deliver_to(self.frontdesk.address)

    async def close_desk(self) -> None:
        """What people do from now on reaches nobody until the desk opens again."""
        self._open.clear()
        await self._desk.aclose()

    async def reopen_desk(self) -> None:
        """In quiet: everything that had begun is done before."""
        await self.settle()
        await self.close_desk()
        await self.open_desk()

    async def pass_time(self, **by: float) -> None:
        """Moves the time once everything so far is done, and waits until the desk has done what was due."""
        await self.settle()
        await self.slack.advance(**by)
        await self.settle()

    async def settle(self) -> None:
        """Waits until the desk has done and said everything; then what is not there will not come."""
        await self.slack.quiet()
        await self.frontdesk.jobs.do_what_is_due()
        async with asyncio.timeout(LONGEST):
            while await self.frontdesk.store.read(_unfinished):  # noqa: ASYNC110  # tables do not tell when they change
                await asyncio.sleep(0.01)
        await self.slack.quiet()  # Slack tells the desk of its own messages, too

    def _rearm(self) -> None:
        for replica in self._open:
            replica.jobs.rearm()


@asynccontextmanager
async def open_office(folder: Path, setting: Setting) -> AsyncIterator[Office]:
    """Closes with a look at what Slack found wrong: no story may cause a problem there."""
    clock = Clock(MONDAY_10, frozen=True)
    server = LocalSlack(ROOT / "manifest.yml", COMPANIES / f"{setting.company}.yml", clock)
    server.state.trigger_seconds = 30  # a machine that is busy with other tests opens its forms late
    async with server, Slack(server.url) as slack:
        office = Office(slack, server, settings_for(server, folder, setting), setting)
        try:
            await office.open_desk()
            yield office
            await office.settle()
            assert await slack.problems() == []
        finally:
            await office.close_desk()


@cache
def read(config: Path) -> Written:
    """Read once for all stories, and trained once for all policies that have the same categories."""
    policy = read_policy(config)
    return Written(policy, _library(), _trained(policy.model_dump_json(include={"categories"})), bars=_bars())


@cache
def _library() -> Library:
    return Library(read_knowledge(ROOT / "knowledge_base"))


@cache
def _bars() -> Bars:
    library = _library()
    return Bars(cases_of(read_questions(ROOT / "knowledge_base", library.articles), library.index))


@cache
def _trained(categories: str) -> Classifier:
    learnable = [CategoryPolicy.model_validate(each) for each in json.loads(categories)["categories"]]
    return Classifier.train(learnable, _library().phrases())


def settings_for(server: LocalSlack, folder: Path, setting: Setting) -> Settings:
    return read_settings(
        {
            "SLACK_API_URL": server.api_url,
            "SLACK_BOT_TOKEN": server.bot_token,
            "SLACK_APP_TOKEN": server.app_token,
            "SLACK_SIGNING_SECRET": server.signing_secret,
            "FRONTDESK_TRANSPORT": setting.transport,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": setting.database_url or f"sqlite:///{folder / 'desk.db'}",
            "FRONTDESK_CONFIG": str(setting.config),
            "FRONTDESK_KNOWLEDGE": str(ROOT / "knowledge_base"),
        }
    )


def _unfinished(session: Session) -> int:
    """How many things the desk has yet to do or to say."""
    to_do = select(func.count()).where(Receipt.state == ReceiptState.TAKEN)
    to_say = select(func.count()).where(col(Delivery.state).in_((DeliveryState.PENDING, DeliveryState.SENDING)))
    return session.exec(to_do).one() + session.exec(to_say).one()
