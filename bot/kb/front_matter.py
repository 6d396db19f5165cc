"""The head of an article's file: YAML between two lines of three dashes."""

from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

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


def _parse(file: str, head: str) -> CommentedMap:
    try:
        values: Any = YAML(typ="rt").load(head)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + LINES_BEFORE if mark else None
        found = f"{error.problem or error.context}".splitlines()[0]
        raise BadInput([Problem(file, line, "front matter", found, "YAML")]) from None
    if not isinstance(values, CommentedMap):
        raise BadInput([Problem(file, LINES_BEFORE, "front matter", "no keys", "keys with values, such as “title: …”")])
    return values
