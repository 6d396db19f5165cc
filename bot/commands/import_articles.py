"""The command line: frontdesk import."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.errors import BadInput, Problem

_NEXT = """
Each is a draft, shown to nobody. Say who it is for, what it is about and how people ask for it, check its steps,
and delete its line “draft: true”. `frontdesk check` lists the drafts that are left.
"""


@click.command(name="import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--knowledge", type=click.Path(path_type=Path), default="knowledge_base", show_default=True)
def import_articles(path: Path, knowledge: Path) -> None:
    """Make drafts of articles from what you have: a file or a folder of Markdown or HTML, a Confluence HTML export, or
    articles of Zendesk Guide as HTML or JSON. Nothing that is there is overwritten.
    """
    from bot.imports.read import read_pages
    from bot.imports.save import save_drafts

    try:
        pages, problems = read_pages(path)
    except BadInput as bad:
        sys.exit(str(bad))
    saved = save_drafts(pages, knowledge)
    click.echo(f"{_drafts(saved.written)} written to {knowledge}.")
    _list(f"{_drafts(saved.kept)} left as they were, since the file is there already", saved.kept)
    _list(f"{len(problems)} could not be imported", problems)
    if saved.written:
        click.echo(_NEXT)
    sys.exit(bool(problems))


def _drafts(files: Sequence[Path]) -> str:
    return f"{len(files)} draft{'' if len(files) == 1 else 's'}"


def _list(what: str, each: Sequence[Path | Problem]) -> None:
    if each:
        click.echo("\n".join([f"{what}:", *(f"  {one}" for one in each)]))
