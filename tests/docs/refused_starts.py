"""The ways in which a desk does not start, tried one after the other, and what is said then."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from bot.__main__ import running
from bot.config import read_policy
from bot.errors import BadInput
from bot.inputs import Written
from bot.kb.library import Library
from bot.kb.reader import read_knowledge
from bot.settings import read_settings
from bot.storage.engine import check_answer, lock_for_one_process, open_engine
from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.docs.pages import ROOT

POLICY = Path("desk.yml")  # in the folder of the test
ENVIRONMENTS = (
    {},
    {"SLACK_BOT_TOKEN": "xoxp-1"},
    {"SLACK_BOT_TOKEN": "xoxb-1", "FRONTDESK_TRANSPORT": "http"},
    {"SLACK_BOT_TOKEN": "xoxb-1", "FRONTDESK_TRANSPROT": "http"},
)


def for_settings() -> Iterator[str]:
    for environ in ENVIRONMENTS:
        yield from _said(read_settings, environ)


def for_files() -> Iterator[str]:
    """Leaves a policy that is good."""
    yield from _said(read_policy, POLICY)
    yield from _said(read_knowledge, Path("knowledge_base"))
    good = (ROOT / "desk.yml").read_text(encoding="utf-8")
    POLICY.write_text(good.replace("snooze: 15m", "snooze: soon"), encoding="utf-8")
    yield from _said(read_policy, POLICY)
    POLICY.write_text(good, encoding="utf-8")


def for_database(folder: Path) -> Iterator[str]:
    held = lock_for_one_process(f"sqlite:///{folder}/desk.db")
    assert held
    yield from _said(lock_for_one_process, f"sqlite:///{folder}/desk.db")
    held.close()
    yield from _said(lock_for_one_process, f"sqlite:///{POLICY}/desk.db")  # a file is no folder
    yield from _said(check_answer, open_engine("postgresql://desk@127.0.0.1:9/frontdesk"))


async def for_slack(server: LocalSlack, slack: Slack) -> AsyncIterator[str]:
    for setting, value in (
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_APP_TOKEN", "xapp-1"),
        ("SLACK_API_URL", "http://127.0.0.1:9"),
        ("FRONTDESK_HOST", "desk.invalid"),
    ):
        yield await _said_at_start(server, {setting: value})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        yield await _said_at_start(server, {"FRONTDESK_TRANSPORT": "http", "FRONTDESK_PORT": port})
    await slack.fault("usergroups.list", error="plan_upgrade_required")
    yield await _said_at_start(server, {})
    await slack.post("archive", **{"as": "olga"}, channel="#help-network")
    yield await _said_at_start(server, {})
    server.state.groups = {name: each for name, each in server.state.groups.items() if each.handle != "it-network"}
    yield await _said_at_start(server, {})
    await slack.post("tokens", without="usergroups:read")
    yield await _said_at_start(server, {})


def _said(do: Callable[..., object], *given: object) -> list[str]:
    try:
        do(*given)
    except BadInput as bad:
        return [str(problem) for problem in bad.problems]
    raise AssertionError(f"{given} was accepted")


async def _said_at_start(server: LocalSlack, environ: dict[str, str]) -> str:
    usual = {
        "SLACK_API_URL": server.api_url,
        "SLACK_BOT_TOKEN": server.bot_token,
        "SLACK_APP_TOKEN": server.app_token,
        "SLACK_SIGNING_SECRET": server.signing_secret,
        "FRONTDESK_PORT": "0",
    }
    written = Written(read_policy(POLICY), Library(()), None)  # the start ends before anybody asks anything
    try:
        async with running(read_settings(usual | environ), written):
            raise AssertionError(f"the desk started with {environ}")
    except BadInput as bad:
        return str(bad.problems[-1])
