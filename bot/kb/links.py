"""What an article points at, and whether its readers get there."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from bot.kb.article import AGENTS, EVERYONE, EXTERNAL, Article

_FOLLOWED = ("https://", "http://", "mailto:")
"""A message in Slack links to these alone."""
_NAMED = re.compile(r"\b(?:see|read) “([^”]+)”", re.IGNORECASE)
_PARSER = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class DeadEnd:
    """`target` as it is written, and what has to stand there instead."""

    target: str
    allowed: str


def dead_ends(article: Article, articles: Collection[Article]) -> Iterator[DeadEnd]:
    """Links that Slack cannot follow, and articles that are named and not there, or not for all of these readers."""
    for text in (*article.steps, article.body):
        for link in _links(text):
            if not link.startswith(_FOLLOWED):
                yield DeadEnd(link, "an address with https://, or the title of an article: see “…”")
        for title in _NAMED.findall(text):
            named = [other for other in articles if other.title.startswith(title)]
            barred = [reader for reader in article.segments if not any(_reads(reader, other) for other in named)]
            if not named:
                yield DeadEnd(f"“{title}”", "the title of an article")
            elif barred:
                yield DeadEnd(f"“{title}”", f"the title of an article that {', '.join(barred)} may read as well")


def _links(text: str) -> Iterator[str]:
    for node in Node(_PARSER.parse(text)).walk():
        if node.type == "link":
            yield str(node.attrs["href"])


def _reads(reader: str, article: Article) -> bool:
    """Agents read beside a ticket whatever its requester may read, and more."""
    if reader == AGENTS:
        return True
    if reader in (EVERYONE, EXTERNAL):
        return reader in article.segments
    return article.is_for(reader)
