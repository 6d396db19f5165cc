"""The library: every article, to be found by a question or by its name."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Lock

from bot.kb.article import AGENTS, Article
from bot.kb.search import Hit, Index
from bot.kb.shelf import Shelf
from bot.kb.synonyms import Synonyms
from bot.kb.vectors import Stopped, VectorStore

Phrases = Mapping[str, Sequence[str]]  # by the name of the article that they find
SEARCHERS = 1
"""More would wait for each other, and make everybody else wait: the interpreter runs one thread at a time."""
log = logging.getLogger("bot.kb")


class Library:
    """Building it takes milliseconds an article, so it is built once."""

    def __init__(self, articles: Sequence[Article], synonyms: Synonyms | None = None) -> None:
        self.articles = tuple(articles)
        self.index = Index.build(self.articles, synonyms)
        self._by_slug = {article.slug: article for article in self.articles}
        self._learned: Phrases = {}
        self._changing = Lock()
        self._searcher = ThreadPoolExecutor(SEARCHERS, thread_name_prefix="searcher")

    def article(self, slug: str) -> Article | None:
        return self._by_slug.get(slug)

    async def search(self, text: str, shelf: Shelf, limit: int = 3) -> list[Hit]:
        """The best of the shelf, best first. Beside the event loop, since encoding a question takes longer than
        the loop may stand still.
        """
        search = partial(copy_context().run, self.index.search_shelf, text, shelf, limit)
        return await asyncio.get_running_loop().run_in_executor(self._searcher, search)

    def reload(self, articles: Sequence[Article]) -> None:
        """From now on these are the articles. It takes a moment, in which the others are found as before: it is not
        for the event loop.
        """
        while not self._exchange(self.index, articles, self._learned):
            log.info("search has learned something meanwhile: putting the articles into that")

    def learn(self, phrases: Phrases) -> None:
        """From now on these questions find their articles too, in the place of those that were learned before."""
        while phrases != self._learned and not self._exchange(self.index, self.articles, phrases):
            log.info("articles changed meanwhile: putting the questions to those")

    def learn_meanings(self, vectors: VectorStore) -> None:
        """From then on search goes by meaning too. Blocks while new texts are encoded: minutes for thousands."""
        try:
            while not self._exchange(self.index, self.articles, self._learned, vectors):
                log.info("articles changed meanwhile: encoding what is new")
        except Stopped:
            return
        log.info("search goes by meaning too")

    def _exchange(
        self, before: Index, articles: Sequence[Article], learned: Phrases, vectors: VectorStore | None = None
    ) -> bool:
        """Whether nothing has changed since `before` was asked for: else what was made of it is of no use."""
        index = before.rebuilt([_with_phrases(each, learned.get(each.slug, ())) for each in articles], vectors)
        with self._changing:
            if before is not self.index:
                return False
            self.articles, self.index, self._learned = tuple(articles), index, learned
            self._by_slug = {article.slug: article for article in articles}
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


def _with_phrases(article: Article, phrases: Sequence[str]) -> Article:
    return article.model_copy(update={"phrases": (*article.phrases, *phrases)}) if phrases else article
