"""Articles read from their files, with everything that is wrong said at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import BadInput, Problem
from bot.kb.article import Article
from bot.kb.front_matter import FrontMatter, front_matter_of
from bot.kb.known_names import KnownNames


def read_knowledge(folder: Path, known: KnownNames | None = None) -> tuple[Article, ...]:
    """Every `*.md` of the folder, by name. Raises one BadInput with the problems of all files.

    With `known`, an article for a segment or a category that is not among them is a problem too.
    """
    if not folder.is_dir():
        raise BadInput([Problem(str(folder), None, "knowledge base", "no such folder", "a folder of *.md files")])
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            articles.append(read_article(path, known))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    return tuple(articles)


def read_article(path: Path, known: KnownNames | None = None) -> Article:
    """Raises BadInput naming line, key, what was found and what is allowed, for each problem of the file."""
    head = front_matter_of(str(path), _text_of(path))
    try:
        article = Article.model_validate({**head.values, "slug": path.stem, "body": head.body})
    except ValidationError as error:
        raise BadInput([_problem(str(path), head, each) for each in _causes(error)]) from None
    problems = list(_unknown(str(path), head, article, known)) if known else []
    if problems:
        raise BadInput(problems)
    return article


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput([Problem(str(path), None, "file", "bytes that are no UTF-8", "a text in UTF-8")]) from None
    except OSError as error:
        raise BadInput([Problem(str(path), None, "file", str(error.strerror), "a file that can be read")]) from None


def _causes(error: ValidationError) -> Iterator[ErrorDetails]:
    """A wrong item also makes its list too short in the eyes of pydantic; the item is what a writer can mend."""
    errors = error.errors()
    with_wrong_items = {each["loc"][0] for each in errors if len(each["loc"]) > 1}
    return (each for each in errors if len(each["loc"]) > 1 or each["loc"][0] not in with_wrong_items)


def _problem(file: str, head: FrontMatter, error: ErrorDetails) -> Problem:
    key = ".".join(str(part) for part in error["loc"])
    return Problem(file, head.line_of(error["loc"]), key, _found(error), _allowed(error))


def _found(error: ErrorDetails) -> str:
    found: Any = error["input"]
    if error["type"] == "missing" or found in ("", None):
        return "nothing"
    if isinstance(found, list):
        return f"{len(found)} of them"
    return f"“{found}”"


def _allowed(error: ErrorDetails) -> str:
    key = str(error["loc"][0])
    if key in Article.model_fields:
        return str(Article.model_fields[key].description)
    return "one of " + ", ".join(name for name in Article.model_fields if name not in ("slug", "body"))


def _unknown(file: str, head: FrontMatter, article: Article, known: KnownNames) -> Iterator[Problem]:
    for key, names in (("segments", known.for_segments), ("categories", known.categories)):
        for position, name in enumerate(getattr(article, key)):
            if name not in names:
                line = head.line_of((key, position))
                yield Problem(file, line, f"{key}.{position}", f"“{name}”", known.instead_of(name, names))
