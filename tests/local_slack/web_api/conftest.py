from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from local_slack import triggers
from local_slack.clock import Clock
from local_slack.company import COMPANIES, found, read_company
from local_slack.faults import FaultBook
from local_slack.manifest import Manifest
from local_slack.rate_limits import RateLimits
from local_slack.scopes import BOT_SCOPES
from local_slack.state import Conversation, Happening, Message, State, User
from local_slack.web_api.edge import Edge

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
MANIFEST = {
    "display_information": {"name": "Frontdesk"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        }
    },
    "oauth_config": {"scopes": {"bot": sorted(BOT_SCOPES - {"chat:write.public"})}},
}


@dataclass
class Workspace:
    """A workspace with its Web API served, and the app's client for it."""

    state: State
    faults: FaultBook
    limits: RateLimits
    bot: AsyncWebClient
    happenings: list[Happening] = field(default_factory=list)

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """The answer, whether it is a yes or a refusal."""
        try:
            return dict((await self.bot.api_call(method, json=arguments)).data)
        except SlackApiError as refusal:
            return dict(refusal.response.data)

    def person(self, name: str) -> User:
        return next(user for user in self.state.users.values() if user.name == name)

    def channel(self, name: str) -> Conversation:
        return next(conversation for conversation in self.state.conversations.values() if conversation.name == name)

    def trigger(self, name: str, view_id: str | None = None) -> str:
        return triggers.issue(self.state, self.person(name).id, view_id)

    def take_away(self, scope: str) -> None:
        self.state.tokens[self.state.app["bot_token"]].scopes.discard(scope)

    def told(self, kind: str) -> list[Happening]:
        return [happening for happening in self.happenings if happening.kind == kind]

    async def posted(self, channel: str = "help-desk", text: str = "Hello", **more: Any) -> Message:
        """A message of the app."""
        answer = await self.call("chat.postMessage", channel=self.channel(channel).id, text=text, **more)
        return self.channel(channel).messages[answer["ts"]]


def founded() -> State:
    state = State(Clock(NOON, frozen=True))
    found(state, read_company(COMPANIES / "northwind.yml"), Manifest.read(MANIFEST))
    return state


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    state, faults, limits = founded(), FaultBook(), RateLimits()
    app = web.Application()
    app.add_routes(Edge(state, faults, limits).routes())
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    state.base_url = f"http://{host}:{port}"
    client = AsyncWebClient(state.app["bot_token"], base_url=f"{state.base_url}/api/", retry_handlers=[])
    workspace = Workspace(state, faults, limits, client)
    state.subscribe(workspace.happenings.append)
    yield workspace
    await runner.cleanup()
