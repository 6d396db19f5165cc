"""frontdesk check: what an owner wrote, looked over before anybody relies on it."""

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.about_people import About, asking_about_people
from bot.commands.local_workspace import COMPANIES, local_workspace, settings_for
from bot.errors import BadInput


@click.command()
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True)
@click.option("--knowledge", type=click.Path(path_type=Path), default="knowledge_base", show_default=True)
@click.option("--manifest", type=click.Path(path_type=Path), default="manifest.yml", show_default=True)
@click.option("--policy-only", is_flag=True, help="For a policy that has other segments than the articles name.")
@click.option(
    "--meaning", is_flag=True, help="Say what is promised of offers with the sentence encoder; up to a minute."
)
@asking_about_people(COMPANIES)
def check(config: Path, knowledge: Path, manifest: Path, policy_only: bool, meaning: bool, about: About) -> None:
    """Check the policy, the articles and the manifest. Each error names its file, line and key.

    Slack is asked only about people.
    """
    checks = (
        [_check_policy(config, knowledge)]
        if policy_only
        else [
            _check_policy(config, knowledge),
            _check_articles(knowledge, config, meaning),
            check_manifest(manifest),
        ]
    )
    if about.is_anybody and not checks[0].is_bad:
        checks.append(_check_people(config, about))
    for said in checks:
        click.echo(said.words, err=said.is_bad)
    sys.exit(any(said.is_bad for said in checks))


@dataclass(frozen=True)
class Said:
    words: str
    is_bad: bool = False


def _check_policy(config: Path, knowledge: Path) -> Said:
    from bot.commands.policy_notes import notes_on
    from bot.config import read_policy

    try:
        policy = read_policy(config)
    except BadInput as bad:
        return Said(str(bad), is_bad=True)
    counts = f"{len(policy.segments)} segments, {len(policy.pools)} pools, {len(policy.categories)} categories"
    return Said("\n".join([f"{config}: {counts}", *notes_on(policy, config, knowledge)]))


def _check_articles(knowledge: Path, config: Path, with_meaning: bool) -> Said:
    """An article may name only segments and categories that the policy has; a broken policy is told of elsewhere."""
    from bot.config import read_policy
    from bot.kb.encoder import NoEncoder
    from bot.knowledge.check import told

    with suppress(BadInput):
        policy = read_policy(config)
        try:
            return Said("\n".join(told(knowledge, policy, datetime.now(UTC).date(), with_meaning=with_meaning)))
        except NoEncoder as missing:
            return Said(f"--meaning: {missing}", is_bad=True)
        except BadInput as bad:
            return Said(str(bad), is_bad=True)
    return Said(f"{knowledge}: not checked, for want of a policy")


def check_manifest(manifest: Path) -> Said:
    from local_slack.documents import BrokenDocumentError
    from local_slack.manifest import Manifest

    try:
        described = Manifest.read(manifest)
    except BrokenDocumentError as broken:
        return Said(str(broken), is_bad=True)
    except OSError as error:
        return Said(f"{manifest}: {os.strerror(error.errno or 0)}; it is the manifest of the Slack app", is_bad=True)
    return Said(f"{manifest}: {len(described.bot_scopes)} scopes, {len(described.bot_events)} events")


def _check_people(config: Path, about: About) -> Said:
    try:
        return Said(asyncio.run(_look_at_people(config, about)))
    except BadInput as bad:
        return Said(str(bad), is_bad=True)


async def _look_at_people(config: Path, about: About) -> str:
    from bot.commands.people_check import told
    from bot.config import read_policy
    from bot.settings import read_settings

    policy = read_policy(config)
    if about.company is None:
        return await told(about, read_settings(os.environ), policy, lambda: datetime.now(UTC))
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        async with local_workspace(about.company, policy, 0) as slack:
            return await told(about, settings_for(slack, Path(folder), config, "socket"), policy, slack.clock.now)
