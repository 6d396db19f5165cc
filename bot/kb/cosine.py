"""The angle between texts, as weighted bags of words or of runs of letters."""

from collections.abc import Sequence
from typing import Any, Self

from bot.kb.features import Features, Numbers
from bot.kb.words import FUNCTION_WORDS, stem_of


class Cosine:
    """What was learned from a set of texts, given as stems with blanks between them: how rare each feature is."""

    def __init__(self, texts: Sequence[str], **features: Any) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(sublinear_tf=True, **features)
        self._by_feature = vectorizer.fit_transform(texts or ["nothing"]).T.tocsr()
        self._features = Features(vectorizer)

    @classmethod
    def of_words(cls, texts: Sequence[str]) -> Self:
        """Compares words and pairs of words, without those that every question has."""
        dropped = sorted({stem_of(word) for word in FUNCTION_WORDS})
        return cls(texts, ngram_range=(1, 2), tokenizer=str.split, token_pattern=None, stop_words=dropped)

    @classmethod
    def of_letters(cls, texts: Sequence[str]) -> Self:
        """Compares runs of three to five letters: it forgives slips and sees words inside compounds."""
        return cls(texts, analyzer="char_wb", ngram_range=(3, 5))

    def to(self, query: str) -> Numbers:
        """For each text, in the order learned: 0 (nothing in common) to 1 (the same)."""
        columns, weights = self._features.of(query)
        alike: Numbers = weights @ self._by_feature[columns]
        return alike
