"""The draft of an article: what a page says, in the form of an article, with the gaps that a person has to fill."""

import json
from collections.abc import Iterable, Iterator
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node
from pydantic import TypeAdapter, ValidationError

from bot.imports.page import Page
from bot.kb.article import Steps
from bot.kb.draft_file import file_name

LONGEST_TITLE = 120
_PARSER = MarkdownIt("commonmark", {"html": False})


def named(pages: Iterable[Page]) -> Iterator[tuple[str, Page]]:
    """Each page with the name of its article, the same one in every run over the same pages."""
    taken: set[str] = set()
    for page in pages:
        name = file_name(page.title)
        name = next(each for number in count(1) if (each := f"{name}-{number}" if number > 1 else name) not in taken)
        taken.add(name)
        yield name, page


def draft_of(page: Page) -> str:
    """The whole file. Without its line `draft: true` it is held to everything that an article is held to."""
    steps, body = _steps_and_body(page.text)
    said = [
        "---",
        "draft: true          # delete this line when the rest is right; until then nobody is shown it",
        *(f"# {line}" for line in _origin(page)),
        f"title: {_quoted(page.title[:LONGEST_TITLE])}",
        "segments: []         # who may read it: ids of segments, or all, external, agents",
        "categories: []       # what it is about, the main one first",
        "owner:               # the user group that keeps it true",
        "reviewed:            # the day on which somebody last did the steps as written",
        "phrases: []          # how people ask for it: at least 4",
        *_listed(steps),
        "---",
        body,
    ]
    return "\n".join(said).rstrip() + "\n"


def _origin(page: Page) -> Iterator[str]:
    changed = f", last changed on {_one_line(page.changed)}" if page.changed else ""
    yield f"imported from {_one_line(page.source)}{changed}"
    if page.labels:
        yield f"labels: {_one_line(', '.join(page.labels))}"


def _listed(steps: list[str]) -> Iterator[str]:
    if not steps:
        yield "steps: []            # what to do, in order: 3 to 8"
        return
    yield "steps:"
    yield from (f"  - {_quoted(step)}" for step in steps)


def _quoted(text: str) -> str:
    """JSON's strings are YAML's as well."""
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _steps_and_body(text: str) -> tuple[list[str], str]:
    """The first numbered list that can be the steps of an article, and everything else."""
    lines = text.splitlines()
    for node in Node(_PARSER.parse(text)).children:
        if node.type == "ordered_list" and node.map and (steps := _as_steps(node)):
            first, end = node.map
            return steps, "\n".join([*lines[:first], *lines[end:]]).strip()
    return [], text


def _as_steps(numbered: Node) -> list[str]:
    """Its items, when each is one paragraph and they are as many and as short as steps may be; else none."""
    items = [item.children for item in numbered.children]
    if not all(len(parts) == 1 and parts[0].type == "paragraph" for parts in items):
        return []
    steps = [_one_line(parts[0].children[0].content) for parts in items]
    try:
        return list(TypeAdapter(Steps).validate_python(steps))
    except ValidationError:
        return []
