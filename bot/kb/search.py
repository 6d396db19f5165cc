"""Search: the articles on a reader's shelf that best fit a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from bot.kb.article import Article
from bot.kb.bm25 import Bm25
from bot.kb.cosine import Cosine
from bot.kb.features import Numbers
from bot.kb.shelf import Shelf
from bot.kb.spelling import repaired
from bot.kb.units import units_of, whole_of
from bot.kb.words import stems_of

WEIGHT_OF_WORDS, WEIGHT_OF_LETTERS, WEIGHT_OF_COVER = 0.2, 0.4, 0.4
"""Scores are fused, not ranks: a rank cannot say that nothing fits."""
LONGEST_QUESTION = 150
"""Words. What somebody needs stands at the start; each word more costs time and blurs the question."""


@dataclass(frozen=True)
class Signals:
    """What tells whether the article fits, each 0..1: `margin` is how far the score lies above that of the next best
    article on the shelf, `cover` how much of the question the article covers, rare words first. `semantic` is how
    alike the meanings are, None where sentences are not encoded.
    """

    margin: float = 0.0
    cover: float = 0.0
    semantic: float | None = None


@dataclass(frozen=True)
class Hit:
    """An article found. `score` is 0..1; `why` names the part of the article that the question resembles."""

    article: Article
    score: float
    why: str
    signals: Signals = Signals()


class Index:
    """All articles, ready to be searched. Building it loads scikit-learn (seconds), so build it once, at start.

    The best piece of an article (title, phrase or paragraph) says how alike it is to the question, the whole of it
    how much of the question it covers. Rarity of words is learned from all articles, whatever shelf is searched.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        units = [list(units_of(article)) for article in articles]
        texts = [_stemmed(unit.text) for own in units for unit in own]
        self._articles = tuple(articles)
        self._units = [unit for own in units for unit in own]
        self._starts = np.cumsum([0, *(len(own) for own in units)])
        self._words = Cosine.of_words(texts)
        self._letters = Cosine.of_letters(texts)
        self._cover = Bm25([_stemmed(whole_of(article)) for article in articles])

    @classmethod
    def build(cls, articles: Sequence[Article]) -> Self:
        return cls(articles)

    def search(
        self, text: str, shelf: str, external: bool = False, limit: int = 3, on: date | None = None
    ) -> list[Hit]:
        """The best articles for a requester of the segment `shelf`, best first; none that expired before `on`."""
        return self.search_shelf(text, Shelf(shelf, is_external=external, on=on), limit)

    def search_for_agent(
        self, text: str, shelf: str, external: bool = False, limit: int = 3, on: date | None = None
    ) -> list[Hit]:
        """The best articles for the agent who helps a requester of that segment: their shelf and the agents' own."""
        return self.search_shelf(text, Shelf(shelf, is_external=external, with_agents=True, on=on), limit)

    def search_shelf(self, text: str, shelf: Shelf, limit: int = 3) -> list[Hit]:
        """The best articles on this shelf, best first. Articles with nothing in common with `text` are left out."""
        query = repaired(stems_of(text)[:LONGEST_QUESTION], self._cover.columns)
        if not query or not self._articles:
            return []
        alike = self._alike(" ".join(query))
        cover = self._cover.to(query)
        scores = np.maximum.reduceat(alike, self._starts[:-1]) + WEIGHT_OF_COVER * cover
        scores[[not shelf.holds(article) for article in self._articles]] = 0
        order = np.argsort(-scores, kind="stable")[: max(limit, 0) + 1]
        below = [*scores[order[1:]], 0.0]
        return [
            self._hit(number, alike, float(scores[number]), Signals(float(scores[number] - next_best), cover[number]))
            for number, next_best in zip(order[: max(limit, 0)], below, strict=False)
            if scores[number] > 0
        ]

    def _alike(self, query: str) -> Numbers:
        """How alike each unit is to the question: the part of the score that words and letters have."""
        return WEIGHT_OF_WORDS * self._words.to(query) + WEIGHT_OF_LETTERS * self._letters.to(query)

    def _hit(self, number: int, alike: Numbers, score: float, signals: Signals) -> Hit:
        first, end = self._starts[number], self._starts[number + 1]
        unit = self._units[first + int(alike[first:end].argmax())]
        return Hit(self._articles[number], score, f"resembles {unit.shown}", signals)


def _stemmed(text: str) -> str:
    return " ".join(stems_of(text))
