"""frontdesk export and erase: what a person may ask of their own data."""

import asyncio
import getpass
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., None])


def _person_id(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """Slack's own id: two people may have the same name."""
    if not re.fullmatch(r"[UW][A-Z0-9]{2,20}", given):
        raise click.BadParameter("use the person's Slack id, such as U024BE7LH (in their profile: ⋮ › Copy member ID)")
    return given


def _names(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    if not all(name.strip() for name in given):
        raise click.BadParameter("a name has to have letters")
    return tuple(name.strip() for name in given)


def _about_a_person(command: F) -> F:
    """The options of what is done with the data of one person."""
    of = click.option("--person", "person_id", required=True, callback=_person_id, help="Their Slack id, as U024BE7LH.")
    by = click.option("--by", default=getpass.getuser, help="Who asked for it; kept on record. By default, you.")
    known = "A name or address under which others may have written of them; as many as you know."
    return of(by(click.option("--name", "names", multiple=True, callback=_names, help=known)(command)))


@click.command()
@_about_a_person
def export(person_id: str, by: str, names: tuple[str, ...]) -> None:
    """Print everything that is kept on a person, as JSON. It is recorded that you did."""
    from bot.commands.beside import store_beside
    from bot.storage.export import export as export_person

    with store_beside() as store:
        kept = asyncio.run(export_person(store, person_id, by, datetime.now(UTC), names))
    click.echo(json.dumps(kept, indent=2))


_IN_THE_LOG = (
    "The desk is just reading: what was overwritten stands in the file that ends in -wal until the desk is stopped, or "
    "you erase them once more."
)


@click.command()
@_about_a_person
@click.confirmation_option(prompt="Their words and names cannot be brought back. Erase them?")
def erase(person_id: str, by: str, names: tuple[str, ...]) -> None:
    """Erase a person: what they wrote and who they are; the figures stay. docs/privacy.md says what and why."""
    from bot.commands.beside import store_beside
    from bot.storage.erasure import erase as erase_person

    with store_beside() as store:
        counts = asyncio.run(erase_person(store, person_id, by, datetime.now(UTC), names))
        if not store.empty_log():
            click.echo(_IN_THE_LOG, err=True)
    told = ", ".join(f"{count} {table}" for table, count in counts.items()) or "there was nothing"
    click.echo(f"Erased: {told}.")
