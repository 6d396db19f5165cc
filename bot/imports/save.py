"""Drafts put beside the articles; nothing that is there is ever overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.imports.draft import draft_of, named
from bot.imports.page import Page


@dataclass
class Saved:
    """What became of the pages: files that were written, and those that were there before."""

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def save_drafts(pages: Iterable[Page], folder: Path) -> Saved:
    """Makes the folder when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = Saved()
    for name, page in named(pages):
        path = folder / f"{name}.md"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(draft_of(page))
        except FileExistsError:
            saved.kept.append(path)
        else:
            saved.written.append(path)
    return saved
