"""frontdesk report and gaps: what came of the offers, and what no article answers."""

import asyncio
from datetime import UTC, datetime, timedelta

import click


@click.command()
@click.option("--deflection", "_deflection", is_flag=True, required=True, help="What came of the articles offered.")
@click.option("--days", type=click.IntRange(1, 3650), default=28, show_default=True, help="Back from now.")
def report(_deflection: bool, days: int) -> None:
    """Print figures, by segment. Nothing is changed, and the desk may be running."""
    from bot.beside import store_beside
    from bot.insight.deflection import deflection, shadow
    from bot.storage.offers import stories_since
    from bot.views.deflection_report import render

    since = datetime.now(UTC) - timedelta(days=days)
    with store_beside() as store:
        stories = asyncio.run(store.read(lambda session: stories_since(session, since)))
    click.echo(render(deflection(stories), shadow(stories), days))
