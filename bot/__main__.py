"""Builds every part once and runs until stopped: the only file that knows all of them."""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from os import strerror
from pathlib import Path

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.config import point_at, read_policy
from bot.desk.desk import Desk
from bot.desk.policy import Policy
from bot.errors import BadInput, Problem
from bot.gateway.clients import Clients, open_clients
from bot.gateway.directory import SlackDirectory
from bot.gateway.poster import Poster
from bot.gateway.render import Renderer
from bot.gateway.sender import Sender
from bot.gateway.start import asking_slack
from bot.gateway.ticket_files import TicketFiles
from bot.handlers.act import Slack
from bot.handlers.listeners import listen
from bot.handlers.signed import is_signed
from bot.handlers.worker import Worker
from bot.jobs import LOOK, Jobs
from bot.kb.known_names import KnownNames
from bot.kb.library import Library
from bot.kb.reader import read_knowledge
from bot.routing.classify import Classifier
from bot.settings import Settings, Transport
from bot.storage.store import Store

SOCKETS = 2  # one goes on listening while the other is renewed
GROUPS = 60.0  # seconds between two looks at the user groups: each change is told to one replica only
LARGEST_BODY = 1_000_000  # bytes of a delivery over HTTP; Slack's own are far smaller
EVENTS_PATH = "/slack/events"
log = logging.getLogger("bot")

Now = Callable[[], datetime]


def machine_time() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Frontdesk:
    """A desk that is running. `address` is where Slack's signed requests are taken, None with sockets."""

    desk: Desk
    store: Store
    jobs: Jobs
    sender: Sender
    worker: Worker
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
async def running(settings: Settings, written: Written, now: Now = machine_time) -> AsyncIterator[Frontdesk]:
    """`now` is the desk's clock. What was begun is finished on the way out."""
    async with AsyncExitStack() as stack:
        clients = await stack.enter_async_context(
            open_clients(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        )
        directory = SlackDirectory(clients.reading, now)
        with asking_slack("SLACK_BOT_TOKEN"):
            await directory.load()
        _check_places(directory, written.policy, settings.config)
        store = Store(settings.database_url, now)
        stack.callback(store.close)
        desk = Desk(written.policy, now, store.transact, directory, written.library, written.classifier)
        yield await _start(stack, settings, desk, store, Slack(clients, directory, TicketFiles(desk, store)))


def _check_places(directory: SlackDirectory, policy: Policy, config: Path) -> None:
    """Raises BadInput with the line of every channel and user group that the policy names and the workspace has not."""
    try:
        directory.check_places(policy.channels, policy.groups)
    except BadInput as error:
        raise BadInput(point_at(config, error.problems)) from None


async def _start(stack: AsyncExitStack, settings: Settings, desk: Desk, store: Store, slack: Slack) -> Frontdesk:
    sender = Sender(store, Poster(store, slack.clients, Renderer(desk, store, slack.files)))
    worker = Worker(desk, store, slack)
    jobs = Jobs(desk, store, {worker.take_over: LOOK, slack.directory.load_groups: GROUPS})
    store.writer.on_speech, store.writer.on_timer = sender.wake, jobs.rearm
    await worker.take_over(everything=not store.is_shared)
    sending = asyncio.create_task(sender.run())
    farewell = Farewell(settings.shutdown_seconds)
    stack.push_async_callback(lambda: sender.stop(sending, farewell.left))
    stack.push_async_callback(lambda: worker.stop(farewell.left))
    jobs.start()
    stack.push_async_callback(lambda: jobs.stop(farewell.left))
    app = _app(settings, slack.clients)
    listen(app, worker)
    address = await _TRANSPORTS[settings.transport](stack, settings, app)
    return Frontdesk(desk, store, jobs, sender, worker, address)


def _app(settings: Settings, clients: Clients) -> AsyncApp:
    """A listener is acknowledged when it returns: it returns once what came is stored."""
    secret = settings.slack_signing_secret
    return AsyncApp(
        client=clients.reading,
        signing_secret=secret.get_secret_value() if secret else None,
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,  # they would cost a Web API call for each message in a DM's thread
        raise_error_for_unhandled_request=False,
    )


async def _listen_on_sockets(stack: AsyncExitStack, settings: Settings, app: AsyncApp) -> None:
    assert settings.slack_app_token is not None
    for _ in range(SOCKETS):
        handler = AsyncSocketModeHandler(app, settings.slack_app_token.get_secret_value())
        stack.push_async_callback(handler.close_async)
        with asking_slack("SLACK_APP_TOKEN"):  # connecting would go on with a wrong token for ever
            handler.client.wss_uri = await handler.client.issue_new_wss_url()
        await handler.connect_async()  # type: ignore[no-untyped-call]


async def _listen_on_http(stack: AsyncExitStack, settings: Settings, app: AsyncApp) -> str:
    assert settings.slack_signing_secret is not None
    secret = settings.slack_signing_secret.get_secret_value()

    async def take(request: web.Request) -> web.Response:
        if not is_signed(secret, await request.read(), request.headers):
            return web.Response(status=401, text="not signed by Slack")
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application(client_max_size=LARGEST_BODY)
    server.router.add_post(EVENTS_PATH, take)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        found = f"{settings.port}, which cannot be had ({strerror(error.errno or 0)})"
        raise BadInput([Problem("environment", None, "FRONTDESK_PORT", found, "a free port of this machine")]) from None
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}{EVENTS_PATH}"


_TRANSPORTS = {Transport.SOCKET: _listen_on_sockets, Transport.HTTP: _listen_on_http}


async def run(settings: Settings, stopped: asyncio.Event) -> None:
    """Runs until `stopped` is set."""
    async with running(settings, read_written(settings.config, settings.knowledge)) as frontdesk:
        log.info("%s is open (%s)", frontdesk.desk.policy.desk.name, frontdesk.address or "Socket Mode")
        await stopped.wait()


if __name__ == "__main__":
    from bot.cli import main

    main(sys.argv[1:] or ["run"])
