"""The head of an article's file: YAML between two lines of three dashes."""

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node

from bot.errors import BadInput, Problem

FENCE = "---"
LINES_BEFORE = 2
"""The fence stands on line 1, and YAML counts its lines from 0: the first key is on line 2."""


@dataclass(frozen=True)
class FrontMatter:
    """The values of the head, with the line of each, and the text below."""

    values: CommentedMap
    body: str

    def line_of(self, path: tuple[int | str, ...]) -> int:
        """The line in the file of the value at `path`; of its closest parent when it stands nowhere."""
        line, node = LINES_BEFORE, self.values
        for key in path:
            try:
                line = node.lc.data[key][0] + LINES_BEFORE
                node = node[key]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return line


def front_matter_of(file: str, text: str) -> FrontMatter:
    """Read the text of a file. Raises BadInput when there is no head, or when it is not YAML."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE:
        raise BadInput([Problem(file, 1, "front matter", "no line of three dashes", f"a first line “{FENCE}”")])
    try:
        end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    except StopIteration:
        raise BadInput([Problem(file, len(lines), "front matter", "no end", f"a closing line “{FENCE}”")]) from None
    values = _parse(file, "\n".join(lines[1:end]))
    return FrontMatter(values, "\n".join(lines[end + 1 :]).strip())


class _Placed(RoundTripConstructor):
    """Knows on which line a value stands that no calendar has, or that is too long for a number."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(
                problem=f"“{str(node.value)[:40]}” ({error})", problem_mark=node.start_mark
            ) from None


def _parse(file: str, head: str) -> CommentedMap:
    yaml = YAML(typ="rt")
    yaml.Constructor = _Placed
    try:
        values: Any = yaml.load(head)
    except (YAMLError, ValueError, RecursionError) as error:
        raise BadInput([_unreadable(file, error)]) from None
    if not isinstance(values, CommentedMap):
        raise BadInput([Problem(file, LINES_BEFORE, "front matter", "no keys", "keys with values, such as “title: …”")])
    return values


def _unreadable(file: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    told = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    return Problem(file, mark.line + LINES_BEFORE if mark else None, "front matter", told.splitlines()[0], "YAML")
