"""Pages read from a folder or an export: Markdown, HTML (plain, Confluence, Zendesk Guide) and Zendesk's JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bs4.exceptions import ParserRejectedMarkup

from bot.errors import BadInput, Problem
from bot.imports.html import Titles, text_of, title_of
from bot.imports.page import Page
from bot.kb.front_matter import FENCE, front_matter_of

KINDS = (".md", ".markdown", ".html", ".htm", ".json")
UNREADABLE = (OSError, ValueError, RecursionError, ParserRejectedMarkup)


def read_pages(path: Path) -> tuple[list[Page], list[Problem]]:
    """Every page of a file or of a folder with its folders, in the order of their names, and the files that none could
    be made of. Raises BadInput when there is nothing to read at all.
    """
    files, problems = _files(path)
    if not files and not problems:
        raise BadInput(
            [Problem(str(path), None, "import", "nothing to read", f"files of the kinds {', '.join(KINDS)}")]
        )
    titles = {file.name: title for file in files if (title := _html_title(file))}
    pages: list[Page] = []
    for file in files:
        try:
            pages += _pages_with_text(file, titles)
        except BadInput as bad:
            problems += bad.problems
    return pages, problems


def _files(path: Path) -> tuple[list[Path], list[Problem]]:
    """A link may lead anywhere: one that leaves the folder is named instead of followed."""
    if path.is_file():
        return [path], []
    found = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in KINDS]
    inside = [file for file in found if file.resolve().is_relative_to(path.resolve())]
    out = [file for file in found if file not in set(inside)]
    return inside, [_problem(file, "a link out of the folder", "a file that stands in it") for file in out]


def _html_title(file: Path) -> str:
    """What other pages call it when they point at it."""
    try:
        return title_of(file.read_bytes()) if file.suffix.lower() in (".html", ".htm") else ""
    except UNREADABLE:
        return ""


def _pages_with_text(file: Path, titles: Titles) -> list[Page]:
    """Raises BadInput when there are none."""
    try:
        found = [page for page in _pages(file, titles) if page.text]
    except RecursionError:
        raise BadInput([_problem(file, "parts that are nested too deeply", "a file that can be read")]) from None
    except UNREADABLE as error:
        raise BadInput([_problem(file, str(error), "a file that can be read")]) from None
    if not found:
        raise BadInput([_problem(file, "no text", "a page with some")])
    return found


def _problem(file: Path, found: str, allowed: str) -> Problem:
    return Problem(str(file), None, "file", found, allowed)


def _pages(file: Path, titles: Titles) -> Iterator[Page]:
    return _READERS.get(file.suffix.lower(), _markdown)(file, titles)


def _markdown(file: Path, _titles: Titles) -> Iterator[Page]:
    text = file.read_text(encoding="utf-8-sig")
    title = ""
    if text.startswith(FENCE):
        try:
            head = front_matter_of(str(file), text)
        except BadInput:
            head = None  # a line of dashes, and no head
        if head is not None:
            title, text = str(head.values.get("title") or ""), head.body
    first, _, rest = text.strip().partition("\n")
    if first.startswith("# "):
        title, text = title or first.removeprefix("# ").strip(), rest
    yield Page(title or _words_of(file), text.strip(), str(file))


def _html(file: Path, titles: Titles) -> Iterator[Page]:
    html = file.read_bytes()
    if not _is_list_of_pages(file, html):
        yield Page(titles.get(file.name) or _words_of(file), text_of(html, titles), str(file))


def _is_list_of_pages(file: Path, html: bytes) -> bool:
    """Confluence's export begins with one, which is no page itself."""
    return file.name == "index.html" and b"Available Pages" in html


def _zendesk(file: Path, _titles: Titles) -> Iterator[Page]:
    found: Any = json.loads(file.read_text(encoding="utf-8-sig"))
    listed = found.get("articles", [found.get("article", found)]) if isinstance(found, dict) else found
    for number, article in enumerate(listed if isinstance(listed, list) else [listed], 1):
        if not isinstance(article, dict) or not isinstance(article.get("body"), str):
            raise ValueError(f"entry {number} has no “body”, as the articles of a Zendesk export have")
        yield Page(
            title=str(article.get("title") or article.get("name") or _words_of(file)),
            text=text_of(article["body"]),
            source=str(article.get("html_url") or file),
            changed=str(article.get("updated_at") or "")[:10],
            labels=tuple(map(str, article.get("label_names") or ())),
        )


_READERS: dict[str, Callable[[Path, Titles], Iterator[Page]]] = {".html": _html, ".htm": _html, ".json": _zendesk}


def _words_of(file: Path) -> str:
    return " ".join(file.stem.replace("_", " ").replace("-", " ").split())
