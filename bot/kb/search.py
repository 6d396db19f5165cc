"""Search: the articles on a reader's shelf that best fit a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.kb.article import Article
from bot.kb.features import Numbers
from bot.kb.lexicon import Lexicon, Prepared
from bot.kb.likeness import Likeness, Wholes
from bot.kb.meaning import Meaning
from bot.kb.shelf import Shelf
from bot.kb.synonyms import Synonyms
from bot.kb.vectors import VectorStore

CANDIDATES = 50
"""Articles whose units are looked at: the best of the shelf by the whole of what they say."""
QUESTIONS_KEPT, ANSWERS_KEPT = 128, 512
"""A question is searched for the requester, then for the agent's card, and the card is drawn again and again. Many
others may have come before it is drawn first.
"""


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
    """All articles, ready to be searched, by words alone or, with `vectors`, by meaning too.

    The whole of an article and its best piece (title, phrase or paragraph) say how alike it is to the question.
    """

    def __init__(self, articles: Sequence[Prepared], lexicon: Lexicon, vectors: VectorStore | None = None) -> None:
        self._prepared = tuple(articles)
        self._lexicon = lexicon
        self._vectors = vectors
        self._starts = np.cumsum([0, *(len(one.units) for one in articles)])
        meaning = Meaning.of(articles, self._starts, vectors) if vectors and articles else None
        self._likeness = Likeness(articles, lexicon, meaning) if articles else None
        self._numbers_on = lru_cache(QUESTIONS_KEPT)(self._read_shelf)
        self._wholes = lru_cache(QUESTIONS_KEPT)(self._compare)
        self._best = lru_cache(ANSWERS_KEPT)(self._look)

    @classmethod
    def build(
        cls, articles: Sequence[Article], synonyms: Synonyms | None = None, vectors: VectorStore | None = None
    ) -> Self:
        lexicon = Lexicon(synonyms or Synonyms())
        return cls([lexicon.prepare(article) for article in articles], lexicon, vectors)

    def rebuilt(self, articles: Sequence[Article], vectors: VectorStore | None = None) -> "Index":
        """An index of these articles; those that stayed as they were are not prepared again. This one stays as it is.

        Without `vectors` it goes by those that this one has.
        """
        lexicon = self._lexicon.copy()
        known = {one.article.slug: one for one in self._prepared}
        prepared = [
            before if (before := known.get(article.slug)) and before.article == article else lexicon.prepare(article)
            for article in articles
        ]
        return Index(prepared, lexicon, vectors or self._vectors)

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
        return list(self._best(text, shelf, max(limit, 0)))

    def _look(self, text: str, shelf: Shelf, limit: int) -> tuple[Hit, ...]:
        numbers, wholes = self._numbers_on(shelf), self._wholes(text)
        if self._likeness is None or wholes is None or not len(numbers):
            return ()
        numbers = numbers[np.argsort(-wholes.alike[numbers], kind="stable")[:CANDIDATES]]
        alike, best_units = self._with_best_unit(self._likeness, wholes, numbers)
        order = np.argsort(-alike, kind="stable")
        fit = self._likeness.blend.fit.of(alike[order])
        below = [*fit[1:], 0.0]
        return tuple(
            self._hit(int(numbers[place]), int(best_units[place]), fit[rank], below[rank], wholes)
            for rank, place in enumerate(order[:limit])
            if alike[place] > 0
        )

    def _with_best_unit(
        self, likeness: Likeness, wholes: Wholes, numbers: NDArray[np.intp]
    ) -> tuple[Numbers, NDArray[np.intp]]:
        """For each of these articles how alike it is, and which of all units resembles the question most."""
        units = np.concatenate([np.arange(self._starts[number], self._starts[number + 1]) for number in numbers])
        starts = np.cumsum([0, *(self._starts[numbers + 1] - self._starts[numbers])])
        alike = likeness.of_units(wholes, units)
        best = np.array([first + alike[first:end].argmax() for first, end in pairwise(starts)])
        return wholes.alike[numbers] + likeness.blend.best_unit * alike[best], units[best]

    def _hit(self, number: int, unit: int, fit: float, next_fit: float, wholes: Wholes) -> Hit:
        one = self._prepared[number]
        shown = one.units[unit - self._starts[number]].shown
        semantic = None
        if wholes.asked is not None and self._likeness is not None:
            semantic = float(max(0.0, self._likeness.of_units(wholes, np.array([unit]))[0]))
        signals = Signals(float(fit - next_fit), float(wholes.cover[number]), semantic)
        return Hit(one.article, float(fit), f"resembles {shown}", signals)

    def _compare(self, text: str) -> Wholes | None:
        question = self._lexicon.read(text)
        return self._likeness.of_wholes(question) if self._likeness and question.words else None

    def _read_shelf(self, shelf: Shelf) -> NDArray[np.intp]:
        return np.array(
            [number for number, one in enumerate(self._prepared) if shelf.holds(one.article)], dtype=np.intp
        )
