"""Builds every part once and runs until stopped: the only file that knows all of them."""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from slack_bolt.async_app import AsyncApp

from bot.config import point_at, read_policy
from bot.desk.desk import Desk
from bot.desk.policy import Policy
from bot.errors import BadInput
from bot.gateway.clients import Clients, open_clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.pace import Pace, Rhythm
from bot.gateway.poster import Poster
from bot.gateway.render import Renderer
from bot.gateway.sender import Patience, Sender, machine_time
from bot.gateway.start import asking_slack
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.act import Slack
from bot.handlers.listeners import listen
from bot.handlers.read_back import Reach, ReadBack
from bot.handlers.worker import Worker
from bot.jobs import LOOK, Chore, Jobs
from bot.kb.known_names import KnownNames
from bot.kb.library import Library
from bot.kb.reader import read_knowledge
from bot.log_lines import BOLT, keep_words_out_of_the_log
from bot.metrics import Metrics
from bot.routing.classify import Classifier
from bot.settings import Settings, Transport
from bot.storage.store import Store
from bot.transports.edge import EVENTS_PATH, Edge
from bot.transports.gauges import Gauges
from bot.transports.identity import Identity, without_token
from bot.transports.signed import SignedRequests
from bot.transports.sockets import Sockets, Upkeep

READ_BACK_EVERY = 1800.0  # seconds; over HTTP, where nothing tells that something did not come
READ_ALL_BACK_EVERY = 86_400.0  # seconds; also what those wrote who asked nothing for long
GROUPS = 60.0  # seconds between two looks at the user groups: each change is told to one replica only
SOON = 1.0  # seconds that the database has for what waits to be written, however little time is left
log = logging.getLogger("bot")

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Tempo:
    """How fast the desk speaks, when it tries again, and how long it keeps a line to Slack: as Slack wants it, unless
    there is another workspace.
    """

    rhythm: Rhythm = field(default_factory=Rhythm)
    patience: Patience = field(default_factory=Patience)
    upkeep: Upkeep = field(default_factory=Upkeep)


@dataclass(frozen=True)
class Frontdesk:
    """A desk that is running. `url` is where it tells how it is doing; `address` is where Slack's signed requests are
    taken, None with sockets.
    """

    desk: Desk
    store: Store
    jobs: Jobs
    sender: Sender
    worker: Worker
    read_back: ReadBack
    url: str
    address: str | None


class Farewell:
    """The seconds in which what was begun may come to its end. They begin to run when they are first asked for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @property
    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    @cached_property
    def _end(self) -> float:
        return time.monotonic() + self._seconds


@dataclass(frozen=True)
class Written:
    """Everything that the owner of the desk wrote, read and learned from."""

    policy: Policy
    library: Library
    classifier: Classifier


def read_written(config: Path, knowledge: Path) -> Written:
    """Raises BadInput when part of it cannot be used: nothing starts half."""
    policy = read_policy(config)
    library = Library(read_knowledge(knowledge, known_names(policy)))
    return Written(policy, library, Classifier.train(policy.categories, library.phrases()))


def known_names(policy: Policy) -> KnownNames | None:
    """What the articles may name; None when they may name anything."""
    if policy.desk.shared_articles:
        return None
    segments, categories = policy.segments, policy.categories
    return KnownNames(frozenset(each.id for each in segments), frozenset(each.id for each in categories))


@asynccontextmanager
async def running(
    settings: Settings, written: Written, now: Now = machine_time, tempo: Tempo | None = None
) -> AsyncIterator[Frontdesk]:
    """`now` is the desk's clock. What was begun is finished on the way out."""
    keep_words_out_of_the_log()
    async with AsyncExitStack() as stack:
        yield await _Building(stack, settings, tempo or Tempo()).build(written, now)


class _Building:
    """The parts that all others are built on, and the order in which the others follow."""

    def __init__(self, stack: AsyncExitStack, settings: Settings, tempo: Tempo) -> None:
        self._stack = stack
        self._settings = settings
        self._tempo = tempo
        self._farewell = Farewell(settings.shutdown_seconds)
        self._metrics = Metrics()
        self._pace = Pace(tempo.rhythm)
        self._edge = Edge(self._metrics, takes_events=settings.transport is Transport.HTTP)

    async def build(self, written: Written, now: Now) -> Frontdesk:
        settings = self._settings
        url = await self._stack.enter_async_context(self._edge.serving(settings.host, settings.port))
        clients = await self._clients()
        directory = await self._directory(clients, written.policy, now)
        store = Store(settings.database_url, now)
        self._stack.callback(lambda: store.close(max(self._farewell.left, SOON)))
        self._edge.checks["database"] = store.takes_changes
        self._edge.before_metrics = Gauges(store, now, self._metrics).refresh
        desk = Desk(written.policy, now, store.transact, directory, written.library, written.classifier)
        return await self._start(desk, store, Slack(clients, directory, TicketFiles(desk, store)), url)

    async def _clients(self) -> Clients:
        token = self._settings.slack_bot_token.get_secret_value()
        opened = open_clients(token, self._settings.slack_api_url, self._pace, self._metrics)
        return await self._stack.enter_async_context(opened)

    async def _directory(self, clients: Clients, policy: Policy, now: Now) -> SlackDirectory:
        """Raises BadInput with the line of every channel and user group that the policy names and the workspace has
        not.
        """
        directory = SlackDirectory(clients.reading, now)
        with asking_slack("SLACK_BOT_TOKEN"):
            await directory.load()
        try:
            directory.check_places(policy.channels, policy.groups, within=policy.inner_channels)
        except BadInput as error:
            raise BadInput(point_at(self._settings.config, error.problems)) from None
        self._edge.checks["directory"] = directory.is_loaded
        return directory

    async def _start(self, desk: Desk, store: Store, slack: Slack, url: str) -> Frontdesk:
        poster = Poster(store, slack.clients, Renderer(desk, store, slack.files))
        sender = Sender(desk, store, poster, self._pace, self._tempo.patience)
        worker = Worker(desk, store, slack)
        read_back = ReadBack(desk, store, worker, slack, self._metrics)
        chores = [Chore(worker.take_over, LOOK), *self._chores(store.takes_replicas, slack.directory, read_back)]
        jobs = Jobs(desk, store, chores, self._metrics)
        store.writer.on_speech, store.writer.on_timer = sender.wake, jobs.rearm
        await worker.take_over(everything=not store.takes_replicas)
        sending = asyncio.create_task(sender.run())
        self._stack.push_async_callback(lambda: sender.stop(sending, self._farewell.left))
        self._stack.push_async_callback(lambda: worker.stop(self._farewell.left))
        jobs.start()
        self._stack.push_async_callback(lambda: jobs.stop(self._farewell.left))
        app = _app(self._settings, slack)
        listen(app, worker)
        address = await self._listen(app, read_back, url)
        return Frontdesk(desk, store, jobs, sender, worker, read_back, url, address)

    def _chores(self, takes_replicas: bool, directory: SlackDirectory, read_back: ReadBack) -> Iterator[Chore]:
        yield Chore(partial(read_back.want, Reach.EVERYWHERE), READ_ALL_BACK_EVERY)
        if takes_replicas:
            yield Chore(directory.load_groups, GROUPS)
        if self._edge.takes_events:
            yield Chore(partial(read_back.want, Reach.LATELY_USED), READ_BACK_EVERY)

    async def _listen(self, app: AsyncApp, read_back: ReadBack, url: str) -> str | None:
        """Reads back once it listens, so that nothing falls between the two."""
        self._stack.push_async_callback(read_back.stop)
        if self._edge.takes_events:
            self._take_requests(app)
        else:
            await self._open_sockets(app, read_back)
        self._stack.callback(self._edge.checks.clear)
        read_back.want(Reach.EVERYWHERE)
        return f"{url}{EVENTS_PATH}" if self._edge.takes_events else None

    def _take_requests(self, app: AsyncApp) -> None:
        assert self._settings.slack_signing_secret is not None
        secret = self._settings.slack_signing_secret.get_secret_value()
        self._edge.events = SignedRequests(app, secret, self._metrics).take
        self._edge.checks["slack"] = lambda: True
        self._stack.callback(self._edge.stop_taking)

    async def _open_sockets(self, app: AsyncApp, read_back: ReadBack) -> None:
        def reconnected(missed: bool) -> None:
            read_back.want(Reach.EVERYWHERE if missed else Reach.LATELY_USED)

        assert self._settings.slack_app_token is not None
        token = self._settings.slack_app_token.get_secret_value()
        sockets = Sockets(app, token, reconnected, self._metrics, self._tempo.upkeep)
        self._stack.push_async_callback(sockets.close)
        with asking_slack("SLACK_APP_TOKEN"):
            await sockets.open()
        self._edge.checks["slack"] = lambda: sockets.connected > 0
        self._metrics.sockets.set_function(lambda: sockets.connected)


def _app(settings: Settings, slack: Slack) -> AsyncApp:
    """A listener is acknowledged when it returns: it returns once what came is stored."""
    secret, token = settings.slack_signing_secret, settings.slack_bot_token.get_secret_value()
    return AsyncApp(
        client=without_token(slack.clients.reading),
        authorize=Identity(slack.directory, token),
        logger=BOLT,
        signing_secret=secret.get_secret_value() if secret else None,
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,  # they would cost a Web API call for each message in a DM's thread
        raise_error_for_unhandled_request=False,
    )


async def run(settings: Settings, stopped: asyncio.Event) -> None:
    """Runs until `stopped` is set."""
    async with running(settings, read_written(settings.config, settings.knowledge)) as frontdesk:
        log.info("%s is open (%s)", frontdesk.desk.policy.desk.name, frontdesk.address or "Socket Mode")
        await stopped.wait()


if __name__ == "__main__":
    from bot.cli import main

    main(sys.argv[1:] or ["run"])
