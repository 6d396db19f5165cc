"""The project's Markdown, as its readers see it: sections, tables, examples, links, and words that stand out."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

ROOT = Path(__file__).parents[2]
_PARSER = MarkdownIt("commonmark").enable("table")

Row = dict[str, str]


class Page:
    """One Markdown file, by its path from the root of the project."""

    def __init__(self, path: str) -> None:
        self.path = ROOT / path
        self.text = self.path.read_text(encoding="utf-8")

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The rows of the first table in each section, by the code word in the section's heading, or its words."""
        found: dict[str, list[Row]] = {}
        heading = ""
        for node in self._tree.children:
            if node.type == "heading":
                heading = next(iter(_texts(node, "code_inline")), _source(node))
            elif node.type == "table":
                found.setdefault(heading, _rows(node))
        return found

    def examples(self, language: str) -> list[str]:
        return [node.content for node in self._tree.walk() if node.type == "fence" and node.info == language]

    @property
    def links(self) -> list[str]:
        """Where its links and pictures point."""
        return [str(node.attrs.get("href") or node.attrs.get("src")) for node in self._nodes("link", "image")]

    @property
    def code(self) -> list[str]:
        return _texts(self._tree, "code_inline")

    @property
    def bold(self) -> list[str]:
        return ["".join(_texts(node, "text")) for node in self._nodes("strong")]

    @cached_property
    def _tree(self) -> Node:
        return Node(_PARSER.parse(self.text))

    def _nodes(self, *types: str) -> Iterator[Node]:
        return (node for node in self._tree.walk() if node.type in types)


def code_in(cell: str) -> list[str]:
    """The words in a table's cell that are set as code."""
    return _texts(Node(_PARSER.parse(cell)), "code_inline")


def all_pages() -> list[str]:
    """Every Markdown file of the project but the articles, by its path from the root."""
    folders = ("", "docs", "docs/decisions", "local_slack")
    return sorted(str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).glob("*.md"))


def _rows(table: Node) -> list[Row]:
    head, *rows = [[_source(cell) for cell in row.children] for row in table.walk() if row.type == "tr"]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _source(node: Node) -> str:
    """The Markdown between the marks of a heading or a cell."""
    return node.children[0].content if node.children else ""


def _texts(node: Node, kind: str) -> list[str]:
    return [each.content for each in node.walk() if each.type == kind]
