"""Articles read from their files, with everything that is wrong said at once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import BadInput, Problem
from bot.kb.article import DRAFT, Article
from bot.kb.front_matter import FrontMatter, front_matter_of
from bot.kb.known_names import KnownNames

log = logging.getLogger(__name__)


def read_knowledge(folder: Path, known: KnownNames | None = None) -> tuple[Article, ...]:
    """Every article of the folder, by name. Raises one BadInput with the problems of all files.

    With `known`, an article for a segment or a category that is not among them is a problem too.
    """
    found = Folder(folder, known)
    found.look()
    if found.problems:
        raise BadInput(found.problems)
    return found.articles


Stamp = tuple[int, int]


def stamp_of(path: Path) -> Stamp | None:
    """Changes whenever the file does. None when there is no such file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


@dataclass(frozen=True)
class _File:
    """A file as it was when it was read. `article` is what it last said that could be used."""

    stamp: Stamp | None
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    is_draft: bool = False


class Folder:
    """The `*.md` files of a folder, each read again when it has changed. What cannot be read stays as it was."""

    def __init__(self, path: Path, known: KnownNames | None = None) -> None:
        self._path = path
        self._known = known
        self._files: dict[Path, _File] = {}
        self._is_lost = False

    def look(self) -> bool:
        """Whether anything is different from the last look. Costs a few microseconds for each file that is not."""
        was_lost, self._is_lost = self._is_lost, not self._path.is_dir()
        if self._is_lost:
            return not was_lost
        stamps = {path: stamp_of(path) for path in sorted(self._path.glob("*.md"))}
        if not was_lost and stamps == {path: file.stamp for path, file in self._files.items()}:
            return False
        self._files = {path: self._file(path, stamp) for path, stamp in stamps.items()}
        return True

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(file.article for file in self._files.values() if file.article is not None)

    @property
    def drafts(self) -> tuple[Path, ...]:
        """Files that are still being written: of these nothing is read."""
        return tuple(path for path, file in self._files.items() if file.is_draft)

    @property
    def problems(self) -> tuple[Problem, ...]:
        if self._is_lost:
            return (Problem(str(self._path), None, "knowledge base", "no such folder", "a folder of *.md files"),)
        return tuple(problem for file in self._files.values() for problem in file.problems)

    def _file(self, path: Path, stamp: Stamp | None) -> _File:
        before = self._files.get(path)
        if before is not None and before.stamp == stamp:
            return before
        try:
            head = front_matter_of(str(path), _text_of(path))
            if head.values.get(DRAFT) is True:
                return _File(stamp, is_draft=True)
            return _File(stamp, _article(path, head, self._known))
        except BadInput as bad:
            return _File(stamp, before.article if before else None, bad.problems)
        except Exception as error:  # one file that nobody has foreseen must not keep the others from being read
            log.exception("%s cannot be read", path)
            return _File(stamp, before.article if before else None, (_unforeseen(path, error),))


def _unforeseen(path: Path, error: Exception) -> Problem:
    return Problem(str(path), None, "file", type(error).__name__, "a file that can be read")


def read_article(path: Path, known: KnownNames | None = None) -> Article:
    """Raises BadInput naming line, key, what was found and what is allowed, for each problem of the file."""
    return _article(path, front_matter_of(str(path), _text_of(path)), known)


def _article(path: Path, head: FrontMatter, known: KnownNames | None) -> Article:
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
