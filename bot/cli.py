"""The command line: frontdesk run, demo, check, export and erase."""

import asyncio
import os
import signal
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.data_commands import erase, export
from bot.errors import BadInput, Problem
from bot.log_lines import LogForm, write_log

if TYPE_CHECKING:
    from bot.desk.policy import Policy
    from bot.settings import Settings
    from local_slack.server import LocalSlack

DEMO_PORT = 8700
DEMO_SHUTDOWN = 10.0  # seconds
GRACE = 5.0  # seconds
COMPANIES = ("northwind", "hospital")


@click.group(help=__doc__)
def main() -> None:
    write_log(LogForm.TEXT)


main.add_command(export)
main.add_command(erase)


@main.command()
def run() -> None:
    """Run the desk in your workspace. Settings come from the environment; docs/install.md lists them."""

    from bot.__main__ import run as run_desk
    from bot.settings import read_settings

    with _in_sentences():
        settings = read_settings(os.environ)
    write_log(settings.log)
    _until_stopped(lambda stopped: run_desk(settings, stopped), within=settings.shutdown_seconds)


@main.command()
@click.option("--port", default=DEMO_PORT, show_default=True, help="Where the local Slack is served; 0 takes any.")
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True, help="The policy.")
@click.option(
    "--company", type=click.Choice(COMPANIES), default=COMPANIES[0], show_default=True, help="Who works there."
)
@click.option("--http", "over_http", is_flag=True, help="Deliver over signed HTTP instead of Socket Mode.")
def demo(port: int, config: Path, company: str, over_http: bool) -> None:
    """Run the desk on a local Slack, in which you can play everybody. Nothing is kept."""

    manifest = _check_manifest(Path("manifest.yml"))
    if manifest.is_bad:
        sys.exit(manifest.words)

    async def serve(stopped: asyncio.Event) -> None:
        from bot.__main__ import read_written, running
        from bot.config import read_policy

        async with _workspace(company, read_policy(config), port) as slack:
            written = read_written(config, Path("knowledge_base"))
            with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
                settings = _demo_settings(slack, Path(folder), config, "http" if over_http else "socket")
                async with running(settings, written, slack.clock.now) as frontdesk:
                    slack.clock.on_move(frontdesk.jobs.rearm)
                    slack.deliver_to(frontdesk.address)
                    click.echo(_WELCOME.format(address=slack.url, **_PLAY.get(company, _PLAY["northwind"])))
                    await stopped.wait()

    _until_stopped(serve)


@asynccontextmanager
async def _workspace(company: str, policy: "Policy", port: int) -> "AsyncIterator[LocalSlack]":
    from local_slack import company as companies
    from local_slack.clock import Clock
    from local_slack.server import LocalSlack

    path = companies.COMPANIES / f"{company}.yml"
    slack = LocalSlack(Path("manifest.yml"), path, Clock(_working_time(policy)), port=port)
    try:
        await slack.start()
    except OSError as error:
        found = f"{port}, which cannot be had ({os.strerror(error.errno or 0)})"
        raise BadInput([Problem("command line", None, "--port", found, "a free port; 0 takes any")]) from None
    try:
        yield slack
    finally:
        await slack.stop()


def _working_time(policy: "Policy") -> datetime:
    """Now, or an hour after the desk opens next: at night every clock would stand still."""
    now, calendar = datetime.now(UTC), policy.calendars[policy.desk.calendar]
    return now if calendar.is_open(now) else calendar.next_open(now) + timedelta(hours=1)


def _demo_settings(slack: "LocalSlack", folder: Path, config: Path, transport: str) -> "Settings":
    from bot.settings import read_settings

    return read_settings(
        {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "FRONTDESK_TRANSPORT": transport,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
            "FRONTDESK_CONFIG": str(config),
        }
    )


_PLAY = {
    "northwind": {
        "employee": "ana",
        "question": "my vpn drops every hour",
        "agent": "nina",
        "channel": "#help-network",
        "lead": "dana",
    },
    "hospital": {
        "employee": "maria",
        "question": "I can't sign in to the charts",
        "agent": "elif",
        "channel": "#desk-clinical",
        "lead": "oscar",
    },
}
_WELCOME = """
Frontdesk is open at {address}

Play an employee:  act as {employee}, and type   /support {question}
Play an agent:     act as {agent} in {channel}, and press Claim, Reply, Solve
Play a lead:       act as {lead}, and move the time forward until a warning arrives

Stop with Ctrl+C.
"""


@main.command()
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True)
@click.option("--knowledge", type=click.Path(path_type=Path), default="knowledge_base", show_default=True)
@click.option("--manifest", type=click.Path(path_type=Path), default="manifest.yml", show_default=True)
@click.option("--policy-only", is_flag=True, help="For a policy that has other segments than the articles name.")
def check(config: Path, knowledge: Path, manifest: Path, policy_only: bool) -> None:
    """Check the policy, the articles and the manifest, without Slack. Each error names its file, line and key."""
    checks = (
        [_check_policy(config)]
        if policy_only
        else [
            _check_policy(config),
            _check_articles(knowledge, config),
            _check_manifest(manifest),
        ]
    )
    for said in checks:
        click.echo(said.words, err=said.is_bad)
    sys.exit(any(said.is_bad for said in checks))


@dataclass(frozen=True)
class _Said:
    words: str
    is_bad: bool = False


def _check_policy(config: Path) -> _Said:
    from bot.config import read_policy

    try:
        policy = read_policy(config)
    except BadInput as bad:
        return _Said(str(bad), is_bad=True)
    counts = f"{len(policy.segments)} segments, {len(policy.pools)} pools, {len(policy.categories)} categories"
    return _Said(f"{config}: {counts}")


def _check_articles(knowledge: Path, config: Path) -> _Said:
    """An article may name only segments and categories that the policy has; a broken policy is told of elsewhere."""
    from bot.__main__ import known_names
    from bot.config import read_policy
    from bot.kb.reader import read_knowledge

    with suppress(BadInput):
        policy = read_policy(config)
        try:
            return _Said(f"{knowledge}: {len(read_knowledge(knowledge, known_names(policy)))} articles")
        except BadInput as bad:
            return _Said(str(bad), is_bad=True)
    return _Said(f"{knowledge}: not checked, for want of a policy")


def _check_manifest(manifest: Path) -> _Said:
    from local_slack.documents import BrokenDocumentError
    from local_slack.manifest import Manifest

    try:
        described = Manifest.read(manifest)
    except BrokenDocumentError as broken:
        return _Said(str(broken), is_bad=True)
    except OSError as error:
        return _Said(f"{manifest}: {os.strerror(error.errno or 0)}; it is the manifest of the Slack app", is_bad=True)
    return _Said(f"{manifest}: {len(described.bot_scopes)} scopes, {len(described.bot_events)} events")


def _until_stopped(serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]], within: float = DEMO_SHUTDOWN) -> None:
    """Runs until Ctrl+C or SIGTERM; from then on it has so many seconds, and a few more to end by itself."""

    async def whole() -> None:
        stopped = asyncio.Event()

        def stop() -> None:
            stopped.set()
            _end_at_last(within + GRACE)

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop)
        await serve(stopped)

    with _in_sentences():
        asyncio.run(whole())


def _end_at_last(seconds: float) -> None:
    """A database or a start that hangs must not keep the process: what it had begun is done by the next one."""
    last = threading.Timer(seconds, os._exit, [1])
    last.daemon = True
    last.start()


@contextmanager
def _in_sentences() -> Iterator[None]:
    """What cannot be used ends in its sentences, not in a stack trace."""
    try:
        yield
    except BadInput as bad:
        sys.exit(str(bad))
