"""Articles read from their files, with everything that is wrong said at once."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import BadInput, Problem
from bot.kb.article import Article
from bot.kb.front_matter import FrontMatter, split


def read_knowledge(folder: Path) -> tuple[Article, ...]:
    """Every `*.md` of the folder, by name. Raises one BadInput with the problems of all files."""
    if not folder.is_dir():
        raise BadInput([Problem(str(folder), None, "knowledge base", "no such folder", "a folder of *.md files")])
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            articles.append(read_article(path))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    return tuple(articles)


def read_article(path: Path) -> Article:
    """Raises BadInput naming line, key, what was found and what is allowed, for each problem of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(str(path), None, "file", str(error), "a readable UTF-8 text")]) from None
    head = split(str(path), text)
    values = {**head.values, "slug": path.stem, "body": head.body}
    try:
        return Article.model_validate(values)
    except ValidationError as error:
        raise BadInput([_problem(str(path), head, each) for each in error.errors()]) from None


def _problem(file: str, head: FrontMatter, error: ErrorDetails) -> Problem:
    key = ".".join(str(part) for part in error["loc"])
    return Problem(file, head.line_of(error["loc"]), key, _found(error), _allowed(error))


def _found(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "nothing"
    found: Any = error["input"]
    return f"{len(found)} of them" if isinstance(found, list) else f"“{found}”"


def _allowed(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "one of " + ", ".join(name for name in Article.model_fields if name not in ("slug", "body"))
    return error["msg"]
