"""`python -m local_slack --manifest manifest.yml`: a workspace in the browser, and an app's credentials for it."""

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from local_slack.documents import BrokenDocumentError
from local_slack.server import DEFAULT_COMPANY, LocalSlack

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--manifest", type=FILE, required=True, help="The manifest of the app that is installed.")
@click.option("--company", type=FILE, default=DEFAULT_COMPANY, show_default=True, help="Who works here.")
@click.option("--port", type=int, default=8700, show_default=True, help="Where the workspace is served; 0: any.")
@click.option("--deliver-to", metavar="URL", help="The app's request URL; without it, Socket Mode.")
def main(manifest: Path, company: Path, port: int, deliver_to: str | None) -> None:
    """Runs a local Slack workspace until it is interrupted."""
    try:
        slack = LocalSlack(manifest, company, port=port)
    except BrokenDocumentError as error:
        sys.exit(str(error))
    slack.deliver_to(deliver_to)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(slack))
    except OSError as error:
        sys.exit(f"127.0.0.1:{port} cannot be had ({os.strerror(error.errno or 0)}). --port 0 takes any free port.")


async def _serve(slack: LocalSlack) -> None:
    async with slack:
        click.echo(f"The workspace is open at {slack.url}")
        click.echo(f"SLACK_API_URL={slack.api_url}")
        click.echo(f"SLACK_BOT_TOKEN={slack.bot_token}")
        click.echo(f"SLACK_APP_TOKEN={slack.app_token}")
        click.echo(f"SLACK_SIGNING_SECRET={slack.signing_secret}")
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
