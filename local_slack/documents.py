"""Reads a YAML file into a model; a broken one is refused with line, key, what was found and what is allowed."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

Model = TypeVar("Model", bound=BaseModel)


class BrokenDocumentError(ValueError):
    """The file cannot be used; `problems` holds one sentence for each thing wrong with it."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for problem in problems))
        self.problems = problems


def read(path: Path, model: type[Model]) -> Model:
    """Raises `BrokenDocumentError` with every problem of the file, not just the first."""
    text = path.read_text(encoding="utf-8")
    try:
        return model.model_validate(_plain(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenDocumentError(path.name, [f"line {line}: {error.problem}"]) from error
    except ValidationError as error:
        tree = YAML(typ="rt").load(text)
        problems = [f"line {_line(tree, details['loc'])}: {sentence(details)}" for details in error.errors()]
        raise BrokenDocumentError(path.name, problems) from error


@lru_cache(maxsize=8)
def _plain(text: str) -> Any:
    """Nobody changes it. The same few files are read by every workspace, and to parse one takes long."""
    return YAML(typ="safe").load(text)


def sentence(details: ErrorDetails) -> str:
    """`features.shortcuts.0.name: String should have at most 24 characters (found 'Send it …')`."""
    where = ".".join(str(step) for step in details["loc"]) or "document"
    message = details["msg"].removeprefix("Value error, ")
    found = details["input"]
    shown = f" (found {found!r})" if isinstance(found, str | int | float | None) else ""
    return f"{where}: {message}{shown}"


def _line(node: Any, steps: tuple[int | str, ...]) -> int:
    """The line of the deepest part of the path that the file has."""
    line = 1
    for step in steps:
        try:
            line = (node.lc.item(step) if isinstance(step, int) else node.lc.key(step))[0] + 1
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line
