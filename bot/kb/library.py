"""The library: every article, to be found by a question or by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.kb.article import AGENTS, Article
from bot.kb.search import Index


class Library:
    """Building it loads scikit-learn, so it is built once. The articles of a running desk are exchanged as a whole."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._shelves = _Shelves.of(articles)

    def reload(self, articles: Sequence[Article]) -> None:
        """From now on these are the articles. It takes a moment, in which the others are found as before: it is not
        for the event loop.
        """
        self._shelves = _Shelves.of(articles)

    @property
    def articles(self) -> tuple[Article, ...]:
        return self._shelves.articles

    @property
    def index(self) -> Index:
        return self._shelves.index

    def article(self, slug: str) -> Article | None:
        return self._shelves.by_slug.get(slug)

    def phrases(self) -> dict[str, list[str]]:
        """How people word each category: titles and questions, by the main category of the article.

        What agents alone read is left out, since it is worded as requesters never ask.
        """
        found: dict[str, list[str]] = {}
        for article in self.articles:
            if set(article.segments) != {AGENTS}:
                found.setdefault(article.categories[0], []).extend((article.title, *article.phrases))
        return found


@dataclass(frozen=True)
class _Shelves:
    articles: tuple[Article, ...]
    index: Index
    by_slug: Mapping[str, Article]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> Self:
        return cls(tuple(articles), Index.build(articles), {article.slug: article for article in articles})
