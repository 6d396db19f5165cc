"""How much a question resembles known pieces of text: three lexical measures, each 0..1, and their mean."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.kb.words import words_of

Numbers = NDArray[np.float64]

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
"""The usual parameters of BM25 (k1 and b)."""


class Likeness:
    """What was learned from a set of texts: their vocabulary and how rare each word is."""

    def __init__(self, words: "_Cosine", letters: "_Cosine", bm25: "_Bm25") -> None:
        self._measures = (words, letters, bm25)

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Self:
        known = [" ".join(words_of(text)) for text in texts] or ["nothing"]
        words = _Cosine(known, ngram_range=(1, 2), tokenizer=str.split, token_pattern=None)
        letters = _Cosine(known, analyzer="char_wb", ngram_range=(3, 5))
        return cls(words, letters, _Bm25(known))

    def to(self, text: str, rows: Sequence[int]) -> list[float]:
        """How much `text` resembles each of the learned texts in `rows`, in their order: 0 (not at all) to 1."""
        query = " ".join(words_of(text))
        each = [measure.to(query, rows) for measure in self._measures]
        return [float(score) for score in np.mean(each, axis=0)]


class _Cosine:
    """The angle between two texts as weighted bags of words, or of runs of letters, which forgive typing slips."""

    def __init__(self, texts: Sequence[str], **features: Any) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(sublinear_tf=True, **features)
        self._matrix = self._vectorizer.fit_transform(texts)

    def to(self, query: str, rows: Sequence[int]) -> Numbers:
        vector = self._vectorizer.transform([query])
        return _flat((self._matrix[rows] @ vector.T).todense())


class _Bm25:
    """BM25 as a share of what a perfect text would score, so that words nobody ever used count against a match."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self._vectorizer = CountVectorizer(tokenizer=str.split, token_pattern=None)
        counts = self._vectorizer.fit_transform(texts).tocsr().astype(np.float64)
        seen = np.bincount(counts.indices, minlength=counts.shape[1])
        self._rarity = np.log1p((len(texts) - seen + 0.5) / (seen + 0.5))
        self._rarity_of_unknown = float(np.log1p((len(texts) + 0.5) / 0.5))
        self._matrix = self._weigh(counts)

    def _weigh(self, counts: Any) -> Any:
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        stretch = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / max(lengths.mean(), 1.0))
        stretched = np.repeat(stretch, np.diff(counts.indptr))
        counts.data = counts.data / (counts.data + stretched) * self._rarity[counts.indices]
        return counts

    def to(self, query: str, rows: Sequence[int]) -> Numbers:
        known: dict[str, int] = self._vectorizer.vocabulary_
        asked = set(query.split())
        columns = [known[word] for word in asked if word in known]
        perfect = float(self._rarity[columns].sum()) + self._rarity_of_unknown * (len(asked) - len(columns))
        if not columns:
            return np.zeros(len(rows))
        return _flat(self._matrix[rows][:, columns].sum(axis=1)) / perfect


def _flat(column: Any) -> Numbers:
    flat: Numbers = np.asarray(column, dtype=np.float64).ravel()
    return flat
