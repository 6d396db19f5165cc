"""A YAML file as it was written: its values, and the line on which each of them stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from bot.errors import BadInput, Problem

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Written:
    """`lines` has every key path of the file; `repeated` the keys that are given twice, with the line of the second."""

    file: str
    values: Any
    lines: Mapping[KeyPath, int]
    repeated: tuple[tuple[KeyPath, int], ...]

    def line_of(self, path: KeyPath) -> int:
        """The line of that path, or of the nearest one around it that is written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def line_saying(self, text: str) -> int | None:
        """The first line with that value; a "@" before it may be there or not."""
        said = (path for path, value in _scalars((), self.values) if _bare(value) == _bare(text))
        return next((self.lines[path] for path in said), None)


def read_yaml(path: Path) -> Written:
    """Raises BadInput when the file cannot be read, is empty, or is no YAML."""
    try:
        root = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
        if root is None:
            raise BadInput([Problem(str(path), 1, "file", "nothing", "YAML")])
        return _Reader().read(str(path), root)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(str(path), None, "file", _reason(error), "a file of UTF-8 text")]) from None
    except (YAMLError, RecursionError) as error:
        raise BadInput([Problem(str(path), _line(error), "file", _reason(error), "YAML")]) from None


def _reason(error: Exception) -> str:
    told = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
    return str(told).splitlines()[0]


def _line(error: Exception) -> int | None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else None


class _Reader:
    """Turns the nodes of one file into values, noting lines on the way."""

    def __init__(self) -> None:
        self._constructor = YAML(typ="safe", pure=True).constructor
        self._lines: dict[KeyPath, int] = {}
        self._repeated: list[tuple[KeyPath, int]] = []
        self._around: list[Node] = []

    def read(self, file: str, root: Node) -> Written:
        return Written(file, self._value(root, ()), self._lines, tuple(self._repeated))

    def _value(self, node: Node, path: KeyPath) -> Any:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if any(node is outer for outer in self._around):
            raise MarkedYAMLError(problem="an alias of what it stands in", problem_mark=node.start_mark)
        self._around.append(node)
        value = self._mapping(node, path) if isinstance(node, MappingNode) else self._sequence(node, path)
        self._around.pop()
        return value

    def _scalar(self, node: ScalarNode) -> Any:
        try:
            return self._constructor.construct_object(node)
        except ValueError:  # looks like a date, but no calendar has it: whoever wants a date will say so
            return node.value

    def _sequence(self, node: Node, path: KeyPath) -> list[Any]:
        return [self._value(item, (*path, number)) for number, item in enumerate(node.value)]

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else "?"
            here, line = (*path, key), key_node.start_mark.line + 1
            if key in values:
                self._repeated.append((here, line))
            self._lines.setdefault(here, line)
            values[key] = self._value(value_node, here)
        return values


def _scalars(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _scalars((*path, key), inner)
    else:
        yield path, value


def _bare(value: Any) -> Any:
    return value.removeprefix("@") if isinstance(value, str) else value
