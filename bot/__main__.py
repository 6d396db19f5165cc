"""Builds every part once and runs until stopped: the only file that knows all of them."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.config import point_at
from bot.desk.desk import Desk
from bot.desk.notice_bursts import notice_bursts
from bot.desk.policy import Policy
from bot.desk.relearn import Relearning
from bot.errors import BadInput
from bot.farewell import Farewell
from bot.gateway.asset_service import Address, AssetService
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
from bot.inputs import Written, read_written
from bot.jobs import LOOK, Chore, Jobs
from bot.kb.encoder import Encoder
from bot.kb.vectors import VectorStore
from bot.knowledge.watch import KnowledgeWatch
from bot.log_lines import BOLT, keep_words_out_of_the_log
from bot.metrics import Metrics
from bot.routing.classify import LiveClassifier
from bot.settings import Settings, Transport
from bot.storage.learning import LOOK as LOOK_AT_LESSONS
from bot.storage.learning import Learning
from bot.storage.records import Records
from bot.storage.store import Store
from bot.transports.edge import EVENTS_PATH, Edge
from bot.transports.gauges import Gauges
from bot.transports.identity import Identity, without_token
from bot.transports.signed import SignedRequests
from bot.transports.sockets import Sockets, Upkeep

READ_BACK_EVERY = 1800.0  # seconds; over HTTP, where nothing tells that something did not come
READ_ALL_BACK_EVERY = 86_400.0  # seconds; also what those wrote who asked nothing for long
LEARN_CATEGORIES = 180.0  # seconds between two looks for corrections: learning takes a second of the processor
BURSTS = 60.0  # seconds between two looks at what is reported more than usual
LOOK_AT_ARTICLES = 0.5  # seconds
LEARN_BARS = 3600.0  # seconds between two looks at what became of offers
GROUPS = 600.0  # seconds between two looks at all user groups: of large ones Slack does not tell every change
GROUPS_SHARED = 60.0  # the same for a replica: each change is told to one of them only
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
    relearning: Relearning
    url: str
    address: str | None


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
        self._following: list[Chore] = []
        self._edge = Edge(self._metrics, takes_events=settings.transport is Transport.HTTP)

    async def build(self, written: Written, now: Now) -> Frontdesk:
        settings = self._settings
        url = await self._stack.enter_async_context(self._edge.serving(settings.host, settings.port))
        clients = await self._clients()
        directory = await self._directory(clients, written.policy, now)
        store = await self._store(now)
        self._edge.checks["database"] = store.takes_changes
        self._edge.before_metrics = Gauges(store, now, self._metrics).refresh
        self._stack.callback(self._edge.tell_no_tables)
        live = LiveClassifier(written.classifier)
        library = copy(written.library)  # its own: what this desk learns is not for others that read the same articles
        records = Records(store)
        desk = Desk(written.policy, now, store.transact, directory, library, live, records, written.bars)
        relearning = Relearning(desk, live)
        await relearning.look()
        self._following += [Chore(relearning.look, LEARN_CATEGORIES), Chore(partial(notice_bursts, desk), BURSTS)]
        await self._learn_of_articles(desk, store, written)
        return await self._start(desk, store, Slack(clients, directory, TicketFiles(desk, store)), url, relearning)

    async def _store(self, now: Now) -> Store:
        """Beside the event loop: while the database keeps it waiting, the desk lives and can be stopped."""
        opening = asyncio.create_task(asyncio.to_thread(Store, self._settings.database_url, now))
        self._stack.push_async_callback(self._close, opening)
        return await asyncio.shield(opening)

    async def _close(self, opening: "asyncio.Task[Store]") -> None:
        """Also a store that opened only when the start had been given up."""
        await asyncio.wait([opening])
        if not opening.cancelled() and opening.exception() is None:
            opening.result().close(max(self._farewell.left, SOON))

    async def _learn_of_articles(self, desk: Desk, store: Store, written: Written) -> None:
        learning = Learning(desk, store)
        await learning.refresh()
        self._following.append(Chore(learning.refresh, LOOK_AT_LESSONS))
        if written.knowledge is not None:
            watch = KnowledgeWatch(desk, store, written.knowledge)
            await watch.learn()
            self._following += [Chore(watch.look, LOOK_AT_ARTICLES), Chore(watch.learn, LEARN_BARS)]
        if written.encoder is not None:
            self._learn_meanings(desk, written.encoder)

    def _learn_meanings(self, desk: Desk, encoder: Encoder) -> None:
        """Beside the work: until they are learned, search goes by words alone."""
        vectors = VectorStore(encoder, self._settings.vectors)
        learning = asyncio.create_task(asyncio.to_thread(desk.library.learn_meanings, vectors))

        async def stop() -> None:
            vectors.stop()
            await learning

        self._stack.push_async_callback(stop)

    async def _clients(self) -> Clients:
        token = self._settings.slack_bot_token.get_secret_value()
        opened = open_clients(token, self._settings.slack_api_url, self._pace, self._metrics)
        return await self._stack.enter_async_context(opened)

    async def _directory(self, clients: Clients, policy: Policy, now: Now) -> SlackDirectory:
        """Raises BadInput with the line of every channel and user group that the policy names and the workspace has
        not.
        """
        directory = SlackDirectory(clients.reading, now, policy.inner_groups)
        self._stack.callback(directory.close)
        with asking_slack("SLACK_BOT_TOKEN"):
            await directory.load()
        try:
            directory.check_places(policy.channels, policy.groups, within=policy.inner_channels)
        except BadInput as error:
            raise BadInput(point_at(self._settings.config, error.problems)) from None
        self._edge.checks["directory"] = directory.is_loaded
        return directory

    async def _start(self, desk: Desk, store: Store, slack: Slack, url: str, relearning: Relearning) -> Frontdesk:
        poster = Poster(store, slack.clients, Renderer(desk, store, slack.files))
        sender = Sender(desk, store, poster, self._pace, self._tempo.patience)
        worker = Worker(desk, store, slack)
        read_back = ReadBack(desk, store, worker, slack, self._metrics)
        chores = [
            Chore(worker.take_over, LOOK),
            *self._following,
            *self._chores(store.takes_replicas, slack.directory, read_back),
            *self._pulling(desk, store),
        ]
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
        return Frontdesk(desk, store, jobs, sender, worker, read_back, relearning, url, address)

    def _chores(self, takes_replicas: bool, directory: SlackDirectory, read_back: ReadBack) -> Iterator[Chore]:
        yield Chore(directory.refresh_groups_and_labels, GROUPS_SHARED if takes_replicas else GROUPS)
        yield Chore(partial(read_back.want, Reach.EVERYWHERE), READ_ALL_BACK_EVERY)
        if self._edge.takes_events:
            yield Chore(partial(read_back.want, Reach.LATELY_USED), READ_BACK_EVERY)

    def _pulling(self, desk: Desk, store: Store) -> Sequence[Chore]:
        """The list of assets is looked at now, and then again and again."""
        if self._settings.assets_url is None:
            return ()
        token = self._settings.assets_token
        address = Address(self._settings.assets_url, token.get_secret_value() if token else "")
        service = AssetService(address, desk.policy.assets.columns, store, desk.now)
        first = asyncio.create_task(service.pull())
        self._stack.callback(first.cancel)
        return (Chore(service.pull, self._settings.assets_seconds),)

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
        name="frontdesk",  # else Bolt looks for one in the files of all modules
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
