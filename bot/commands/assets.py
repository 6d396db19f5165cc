"""frontdesk assets: what people work with, taken from a list that somebody looks after."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.errors import BadInput, Problem
from bot.segments.asset_list import FACTS, REQUIRED, AssetList, Layout, layout_of, read_assets
from bot.segments.asset_table import Table, read_csv

NONE = "none"
SOURCE = "asset list"


@click.group()
def assets() -> None:
    """What people work with: devices, systems and what they are entitled to."""


@assets.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True)
@click.option("--source", default=SOURCE, show_default=True, help="Its name; it replaces the last list of that name.")
@click.option("--ask/--no-ask", default=None, help="Ask about columns that are not clear. By default, on a terminal.")
def import_(file: Path, config: Path, source: str, ask: bool | None) -> None:
    """Take over a CSV file. Wrong rows are named with their lines, and nothing is changed then."""
    try:
        table, columns = read_csv(_text_of(file), str(file)), _columns_in(config)
        layout = layout_of(table.headings, columns)
        answered = _ask(table, layout) if (sys.stdin.isatty() if ask is None else ask) else {}
        listed = read_assets(table, {**layout, **answered}, source, datetime.now(UTC))
    except BadInput as bad:
        sys.exit(str(bad))
    before = _keep(listed, source)
    click.echo(_told(listed, before, {**layout, **answered}))
    if answered:
        _remember(config, {**columns, **answered})


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or "another encoding"
        allowed = "CSV in UTF-8 (spreadsheets call it “CSV UTF-8”)"
        raise BadInput([Problem(str(file), None, "file", found, allowed)]) from None


def _columns_in(config: Path) -> Mapping[str, str]:
    from bot.config import read_policy

    return read_policy(config).assets.columns


def _ask(table: Table, layout: Layout) -> dict[str, str]:
    """The headings that somebody names for what cannot be told from the headings alone."""
    answered: dict[str, str] = {}
    for name in (each for each in FACTS if each not in layout):
        free = [heading for heading in table.headings if heading not in {*layout.values(), *answered.values()}]
        if not free:
            break
        choices = click.Choice(free if name in REQUIRED else [*free, NONE], case_sensitive=False)
        usual = None if name in REQUIRED else NONE
        heading = click.prompt(f"Which column holds {name} ({FACTS[name]})?", type=choices, default=usual)
        if heading != NONE:
            answered[name] = heading
    return answered


def _keep(listed: AssetList, source: str) -> int:
    from bot.commands.beside import store_beside
    from bot.storage.assets import replace_list

    with store_beside() as store:
        return asyncio.run(store.transact(lambda tx: replace_list(tx.session, source, listed.assets)))


def _told(listed: AssetList, before: int, layout: Layout) -> str:
    people = len({asset.person for asset in listed.assets})
    taken = ", ".join(f"{name} from “{heading}”" for name, heading in layout.items())
    stock = f" Left out: {listed.unassigned} that name nobody." if listed.unassigned else ""
    return f"{len(listed.assets)} assets of {people} people, in the place of {before} before.{stock}\nTaken: {taken}."


def _remember(config: Path, columns: Mapping[str, str]) -> None:
    """Adds the answers to the policy, at its end where they harm no comment; else says what to write there."""
    lines = list(_section(columns))
    written = config.read_text(encoding="utf-8")
    if any(line.startswith("assets:") for line in written.splitlines()):
        click.echo("\n".join([f"To be asked no more, write under “assets” in {config}:", *lines[1:]]))
    elif click.confirm(f"Remember these columns in {config}?", default=True):
        config.write_text(f"{written.rstrip()}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _section(columns: Mapping[str, str]) -> Iterator[str]:
    yield "assets:"
    yield "  columns:"
    for name, heading in columns.items():
        yield f"    {name}: {_quoted(heading)}"


def _quoted(heading: str) -> str:
    return "'" + heading.replace("'", "''") + "'"
