"""How alike a question is to each article: by its words and letters alone, or by its meaning too."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.kb.bm25 import Bm25
from bot.kb.cosine import Cosine
from bot.kb.encoder import Vectors
from bot.kb.features import Numbers
from bot.kb.fit import Fit
from bot.kb.lexicon import Lexicon, Prepared, Question
from bot.kb.meaning import Meaning


@dataclass(frozen=True)
class Blend:
    """The share that each likeness has. Scores are fused, not ranks: a rank cannot say that nothing fits."""

    cover: float
    letters: float
    best_unit: float
    fit: Fit
    meaning: float = 0.0


BY_WORDS = Blend(cover=0.35, letters=0.4, best_unit=0.25, fit=Fit(10.9, 5.2, -3.8))
BY_MEANING = Blend(cover=0.15, letters=0.15, best_unit=0.35, meaning=0.35, fit=Fit(14.1, 9.8, -4.1))
"""Chosen on seven public sets, each weighed with the others in view: docs/decisions/search.md."""


@dataclass(frozen=True)
class Wholes:
    """A question beside the whole of every article."""

    question: Question
    asked: Vectors | None
    cover: Numbers
    alike: Numbers


class Likeness:
    """Rarity of words is learned from all articles, whatever shelf is searched."""

    def __init__(self, articles: Sequence[Prepared], lexicon: Lexicon, meaning: Meaning | None) -> None:
        self.blend = BY_MEANING if meaning else BY_WORDS
        self._cover = Bm25([one.words for one in articles], lexicon.words)
        self._letters = Cosine([one.letters for one in articles], len(lexicon.letters))
        units = [bag for one in articles for bag in one.unit_letters]
        self._unit_letters = Cosine(units, len(lexicon.letters))
        self._meaning = meaning

    def of_wholes(self, question: Question) -> Wholes:
        cover = self._cover.to(question.words)
        alike = self.blend.cover * cover + self.blend.letters * self._letters.to(question.letters)
        asked = None
        if self._meaning:
            asked = self._meaning.ask(question)
            alike = alike + self.blend.meaning * self._meaning.of_articles(asked)
        return Wholes(question, asked, cover, alike)

    def of_units(self, wholes: Wholes, units: NDArray[np.intp]) -> Numbers:
        """How alike the question is to each of these units."""
        if self._meaning and wholes.asked is not None:
            return self._meaning.of_units(wholes.asked, units)
        return self._unit_letters.to_some(wholes.question.letters, units)
