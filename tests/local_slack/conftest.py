"""A workspace with a small app of the tests' own in it, which notes all it hears and answers as it is told."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from local_slack.client import Slack
from local_slack.delivering import Timing
from local_slack.manifest import Manifest
from local_slack.person import Person
from local_slack.server import LocalSlack

EVENTS = """
    app_home_opened app_mention app_uninstalled channel_archive channel_created channel_rename channel_unarchive
    file_shared group_archive link_shared member_joined_channel member_left_channel message.channels message.groups
    message.im message.mpim message_metadata_posted reaction_added reaction_removed subteam_created
    subteam_members_changed subteam_updated team_join tokens_revoked user_change user_profile_changed
""".split()
SCOPES = """
    app_mentions:read channels:history channels:read chat:write commands files:read groups:history groups:read
    im:history im:read im:write links:read metadata.message:read mpim:history reactions:read usergroups:read users:read
    users:read.email users.profile:read
""".split()
QUICK = {"ack_window": 10.0, "retry_delays": (0.0, 0.0, 0.0), "refresh_warning": 0.3}
Answer = Callable[..., Awaitable[None]]


def described(**settings: Any) -> Manifest:
    """The manifest of an app called Echo that may do and hear everything, with some things settled otherwise."""
    events, scopes = settings.get("events", EVENTS), settings.get("scopes", SCOPES)
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return Manifest.read(
        {
            "display_information": {"name": "Echo"},
            "features": {
                "app_home": {**home, **settings.get("app_home", {})},
                "bot_user": {"display_name": "Echo"},
                "slash_commands": [
                    {"command": "/echo", "description": "Says it again"},
                    {"command": "/who", "description": "Names people by id", "should_escape": True},
                ],
                "shortcuts": [
                    {"name": "Look", "type": "global", "callback_id": "look", "description": "Looks around"},
                    {"name": "Look at this", "type": "message", "callback_id": "look_at", "description": "Looks at it"},
                ],
                "unfurl_domains": ["wiki.example"],
            },
            "oauth_config": {"scopes": {"bot": scopes}},
            "settings": {"event_subscriptions": {"bot_events": events}, "interactivity": {"is_enabled": True}},
        }
    )


@dataclass
class EchoApp:
    """A Bolt app with one listener for each kind of payload; `on` settles what one does instead of a bare ack."""

    bolt: AsyncApp
    heard: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def client(self) -> AsyncWebClient:
        return self.bolt.client

    def on(self, what: str) -> Callable[[Answer], Answer]:
        """`what` is an event type, a command, an action id or a callback id."""

        def settle(answer: Answer) -> Answer:
            self.answers[what] = answer
            return answer

        return settle

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [body["event"] for body in self.heard if body.get("event", {}).get("type") == kind]

    def payloads(self, kind: str) -> list[dict[str, Any]]:
        return [body for body in self.heard if body.get("type") == kind]

    async def note(self, req: AsyncBoltRequest, next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002 - Bolt's name
        self.heard.append({**req.body, "retry": req.headers.get("x-slack-retry-num", [""])[0]})
        await next()

    async def answer(self, name: str, **given: Any) -> None:
        if name in self.answers:
            await self.answers[name](**given)
        elif "ack" in given:
            await given["ack"]()


def build_app(slack: LocalSlack) -> EchoApp:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    bolt = AsyncApp(name="echo", client=client, signing_secret=slack.signing_secret)
    app, anything = EchoApp(bolt), re.compile(".*")
    bolt.middleware(app.note)

    @bolt.event(anything)
    async def event(event: dict[str, Any], client: AsyncWebClient) -> None:
        await app.answer(event["type"], event=event, client=client)

    @bolt.command(anything)
    async def command(ack: Any, command: dict[str, Any], respond: Any, client: AsyncWebClient) -> None:
        await app.answer(command["command"], ack=ack, body=command, respond=respond, client=client)

    @bolt.action(anything)
    async def action(ack: Any, body: dict[str, Any], action: dict[str, Any], respond: Any, client: Any) -> None:
        await app.answer(action["action_id"], ack=ack, body=body, respond=respond, client=client)

    @bolt.options(anything)
    async def options(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await app.answer(body["action_id"], ack=ack, body=body, client=client)

    @bolt.shortcut(anything)
    async def shortcut(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await app.answer(body["callback_id"], ack=ack, body=body, client=client)

    @bolt.view(anything)
    async def submission(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await app.answer(body["view"]["callback_id"], ack=ack, body=body, client=client)

    @bolt.view_closed(anything)
    async def closed(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await app.answer("closed", ack=ack, body=body, client=client)

    return app


async def connect(app: EchoApp, server: LocalSlack, ping_interval: float = 0.2) -> AsyncSocketModeHandler:
    """One more websocket of the app, which is given up and opened anew after four intervals without a sign of life."""
    handler = AsyncSocketModeHandler(app.bolt, server.app_token, ping_interval=ping_interval)
    before = len(server.transports.sockets.sockets)
    await handler.connect_async()
    while len(server.transports.sockets.sockets) <= before:  # noqa: ASYNC110 - it is there within milliseconds
        await asyncio.sleep(0.005)
    return handler


@pytest.fixture
def manifest() -> Manifest:
    return described()


@pytest.fixture
async def server(manifest: Manifest) -> AsyncIterator[LocalSlack]:
    async with LocalSlack(manifest, timing=Timing(**QUICK)) as slack:
        yield slack


@pytest.fixture
async def slack(server: LocalSlack) -> AsyncIterator[Slack]:
    async with Slack(server.url) as client:
        yield client


@pytest.fixture
async def app(server: LocalSlack) -> AsyncIterator[EchoApp]:
    """The app, connected by one websocket."""
    echo = build_app(server)
    handler = await connect(echo, server)
    yield echo
    await handler.close_async()


@pytest.fixture
async def http_app(server: LocalSlack) -> AsyncIterator[EchoApp]:
    """The app, listening at a URL that the workspace delivers to."""
    echo = build_app(server)
    runner = web.AppRunner(echo.bolt.web_app("/slack/events"))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    server.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    yield echo
    await runner.cleanup()


@pytest.fixture
def ana(slack: Slack) -> Person:
    return slack.person("ana")


@pytest.fixture
def ben(slack: Slack) -> Person:
    return slack.person("ben")
