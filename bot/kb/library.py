"""The library: every article, to be found by a question or by its name."""

import asyncio
import logging
from collections.abc import Sequence
from threading import Lock

from bot.kb.article import AGENTS, Article
from bot.kb.search import Hit, Index
from bot.kb.shelf import Shelf
from bot.kb.synonyms import Synonyms
from bot.kb.vectors import Stopped, VectorStore

log = logging.getLogger("bot.kb")


class Library:
    """Building it takes milliseconds an article, so it is built once."""

    def __init__(self, articles: Sequence[Article], synonyms: Synonyms | None = None) -> None:
        self.articles = tuple(articles)
        self.index = Index.build(self.articles, synonyms)
        self._by_slug = {article.slug: article for article in self.articles}
        self._changing = Lock()

    def reload(self, articles: Sequence[Article]) -> None:
        """From now on these are the articles. It takes a moment, in which the others are found as before: it is not
        for the event loop.
        """
        while not self._exchange(tuple(articles), before := self.index, before.rebuilt(articles)):
            log.info("search has learned something meanwhile: putting the articles into that")

    def _exchange(self, articles: tuple[Article, ...], before: Index, index: Index) -> bool:
        """Whether the index was made from the one that there is by now."""
        with self._changing:
            if before is not self.index:
                return False
            self.articles, self.index = articles, index
            self._by_slug = {article.slug: article for article in articles}
            return True

    def article(self, slug: str) -> Article | None:
        return self._by_slug.get(slug)

    async def search(self, text: str, shelf: Shelf) -> list[Hit]:
        """The best three of the shelf, best first. Beside the event loop, since encoding a question takes longer than
        the loop may stand still.
        """
        return await asyncio.to_thread(self.index.search_shelf, text, shelf)

    def learn_meanings(self, vectors: VectorStore) -> None:
        """From then on search goes by meaning too. Blocks while new texts are encoded: minutes for thousands."""
        try:
            while not self._take_over(self.articles, self.index.rebuilt(self.articles, vectors)):
                log.info("articles changed meanwhile: encoding what is new")
        except Stopped:
            return
        log.info("search goes by meaning too")

    def _take_over(self, articles: Sequence[Article], index: Index) -> bool:
        """Whether the index is of the articles that there are by now."""
        with self._changing:
            if articles is not self.articles:
                return False
            self.index = index
            return True

    def phrases(self) -> dict[str, list[str]]:
        """How people word each category: titles and questions, by the main category of the article.

        What agents alone read is left out, since it is worded as requesters never ask.
        """
        found: dict[str, list[str]] = {}
        for article in self.articles:
            if set(article.segments) != {AGENTS}:
                found.setdefault(article.categories[0], []).extend((article.title, *article.phrases))
        return found
