"""frontdesk demo: a desk to play with."""

import asyncio
import sys
import tempfile
from pathlib import Path

import click

from bot.commands.check import check_manifest
from bot.commands.local_workspace import COMPANIES, local_workspace, settings_for
from bot.commands.serving import until_stopped

DEMO_PORT = 8700
DEMO_SHUTDOWN = 10.0  # seconds
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


@click.command()
@click.option("--port", default=DEMO_PORT, show_default=True, help="Where the local Slack is served; 0 takes any.")
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True, help="The policy.")
@click.option(
    "--company", type=click.Choice(COMPANIES), default=COMPANIES[0], show_default=True, help="Who works there."
)
@click.option("--http", "over_http", is_flag=True, help="Deliver over signed HTTP instead of Socket Mode.")
def demo(port: int, config: Path, company: str, over_http: bool) -> None:
    """Run the desk on a local Slack, in which you can play everybody. Nothing is kept."""

    manifest = check_manifest(Path("manifest.yml"))
    if manifest.is_bad:
        sys.exit(manifest.words)

    async def serve(stopped: asyncio.Event) -> None:
        from bot.__main__ import running
        from bot.config import read_policy
        from bot.inputs import read_written

        async with local_workspace(company, read_policy(config), port) as slack:
            written = read_written(config, Path("knowledge_base"))
            with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
                settings = settings_for(slack, Path(folder), config, "http" if over_http else "socket")
                async with running(settings, written, slack.clock.now) as frontdesk:
                    slack.clock.on_move(frontdesk.jobs.rearm)
                    slack.deliver_to(frontdesk.address)
                    click.echo(_WELCOME.format(address=slack.url, **_PLAY.get(company, _PLAY["northwind"])))
                    await stopped.wait()

    until_stopped(serve, within=DEMO_SHUTDOWN)
