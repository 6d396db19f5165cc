"""The library: every article, to be found by a question or by its name."""

from collections.abc import Sequence

from bot.kb.article import AGENTS, Article
from bot.kb.search import Index
from bot.kb.synonyms import Synonyms


class Library:
    """Building it takes milliseconds an article, so it is built once."""

    def __init__(self, articles: Sequence[Article], synonyms: Synonyms | None = None) -> None:
        self.articles = tuple(articles)
        self.index = Index.build(self.articles, synonyms)
        self._by_slug = {article.slug: article for article in self.articles}

    def article(self, slug: str) -> Article | None:
        return self._by_slug.get(slug)

    def phrases(self) -> dict[str, list[str]]:
        """How people word each category: titles and questions, by the main category of the article.

        What agents alone read is left out, since it is worded as requesters never ask.
        """
        found: dict[str, list[str]] = {}
        for article in self.articles:
            if set(article.segments) != {AGENTS}:
                found.setdefault(article.categories[0], []).extend((article.title, *article.phrases))
        return found
