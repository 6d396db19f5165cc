"""frontdesk report and gaps: what came of the offers, and what no article answers."""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.desk.policy import Policy
    from bot.insight.gaps import Gap, Gaps
    from bot.storage.store import Store


@click.command()
@click.option("--deflection", "_deflection", is_flag=True, required=True, help="What came of the articles offered.")
@click.option("--days", type=click.IntRange(1, 3650), default=28, show_default=True, help="Back from now.")
def report(_deflection: bool, days: int) -> None:
    """Print figures, by segment. Nothing is changed, and the desk may be running."""
    from bot.commands.beside import store_beside
    from bot.insight.deflection import deflection, shadow
    from bot.storage.offers import stories_since
    from bot.views.deflection_report import render

    since = datetime.now(UTC) - timedelta(days=days)
    with store_beside() as store:
        stories = asyncio.run(store.read(lambda session: stories_since(session, since)))
    click.echo(render(deflection(stories), shadow(stories), days))


@click.command()
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Back from now.")
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True, help="The policy.")
@click.option("--draft", "number", type=click.IntRange(min=1), help="Make a draft of the gap with that number.")
@click.option("--out", type=click.Path(path_type=Path), default="knowledge_base/drafts", show_default=True)
def gaps(days: int, config: Path, number: int | None, out: Path) -> None:
    """Print the questions that no article answers, by topic; with --draft, write an article to begin with."""
    from bot.commands.beside import store_beside
    from bot.config import read_policy
    from bot.views.gap_report import render

    try:
        policy = read_policy(config)
    except BadInput as bad:
        sys.exit(str(bad))
    with store_beside() as store:
        found = asyncio.run(_find(store, policy, days))
        if number is None:
            click.echo(render(found, days))
        elif number > len(found.topics):
            sys.exit(f"There are {len(found.topics)} gaps. Look at them with: frontdesk gaps --days {days}")
        else:
            click.echo(asyncio.run(_draft(store, policy, found.topics[number - 1], out)))


async def _find(store: "Store", policy: "Policy", days: int) -> "Gaps":
    from bot.insight.gaps import find_gaps
    from bot.storage.gaps import unanswered_since
    from bot.views.mrkdwn import tidy

    since = datetime.now(UTC) - timedelta(days=days)
    questions = await store.read(lambda session: unanswered_since(session, policy, since))
    return find_gaps([replace(question, text=tidy(question.text)) for question in questions])


async def _draft(store: "Store", policy: "Policy", gap: "Gap", folder: Path) -> str:
    """What to do with the file that was written."""
    from bot.insight.draft import draft
    from bot.kb.draft_file import write_draft
    from bot.storage.gaps import owners_of, solutions_of
    from bot.views.mrkdwn import tidy

    solutions = [tidy(each) for each in await store.read(lambda session: list(solutions_of(session, gap.questions)))]
    owner = await store.read(lambda session: owners_of(session, policy, gap.questions))
    drawn = draft([question.text for question in gap.questions], solutions)
    head = {
        "segments": [segment for segment, _ in gap.segments],
        "categories": [category for category, _ in gap.categories],
        "owner": owner,
        "reviewed": datetime.now(UTC).date(),
        "phrases": list(drawn.phrases),
        "steps": list(drawn.steps),
    }
    body = f"Taken from {len(gap.questions)} questions and the {len(solutions)} answers that solved them."
    path = write_draft(folder, drawn.title, head, body)
    return f"{path}: a draft from {len(solutions)} solved tickets. Nobody is offered it until you edit and move it."
