"""The library: every article, to be found by a question or by its name."""

from collections.abc import Mapping, Sequence

from bot.kb.article import AGENTS, Article
from bot.kb.search import Index


class Library:
    """Building it loads scikit-learn, so it is built once."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = tuple(articles)
        self.index = Index.build(self.articles)
        self._by_slug = {article.slug: article for article in self.articles}

    def article(self, slug: str) -> Article | None:
        return self._by_slug.get(slug)

    def learn(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """From now on these questions find their articles too, in the place of those that were learned before."""
        self.index = Index.build([_with_phrases(each, phrases.get(each.slug, ())) for each in self.articles])

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
    return article.model_copy(update={"phrases": (*article.phrases, *phrases)})
