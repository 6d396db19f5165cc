"""Markdown, as articles are written, into mrkdwn, as Slack shows it."""

from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


@lru_cache(maxsize=1024)  # the same articles are shown again and again
def mrkdwn_of(markdown: str) -> str:
    """The same text for a Slack section: headings become bold lines, links `<address|words>`, images their words."""
    return _blocks(Node(_PARSER.parse(markdown)))


def escaped(text: str) -> str:
    """Text with the three characters that Slack reads as markup made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(node: Node, between: str = "\n\n") -> str:
    return between.join(_show(child) for child in node.children)


def _words(node: Node) -> str:
    return "".join(_show(child) for child in node.children)


def _show(node: Node) -> str:
    return _SHOWN.get(node.type, _words)(node)


def _heading(node: Node) -> str:
    return f"*{_words(node).replace('*', '')}*"


def _list(node: Node) -> str:
    first = int(node.attrs.get("start", 1))
    ordered = node.type == "ordered_list"
    return "\n".join(
        _item(child, f"{number}." if ordered else "•") for number, child in enumerate(node.children, first)
    )


def _item(node: Node, marker: str) -> str:
    return f"{marker} " + _blocks(node, "\n").replace("\n", "\n    ")


def _quote(node: Node) -> str:
    return "\n".join(f"> {line}" for line in _blocks(node).splitlines())


def _link(node: Node) -> str:
    return f"<{escaped(str(node.attrs['href']))}|{_words(node)}>"


def _code(node: Node) -> str:
    return f"```\n{escaped(node.content.rstrip())}\n```"


_SHOWN: dict[str, Callable[[Node], str]] = {
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "hr": lambda _: "———",
    "text": lambda node: escaped(node.content),
    "code_inline": lambda node: f"`{escaped(node.content)}`",
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\n",
    "strong": lambda node: f"*{_words(node)}*",
    "em": lambda node: f"_{_words(node)}_",
    "s": lambda node: f"~{_words(node)}~",
    "link": _link,
}
