"""What one would take instead to search articles, each as its authors describe it."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from bench.encoded import encoded
from bench.measures import Found
from bot.kb.article import EVERYONE, Article
from bot.kb.search import Index
from bot.kb.units import units_of, whole_of
from bot.kb.vectors import VectorStore

Way = Callable[[Sequence[Article]], Callable[[str], Found]]
DEPTH = 50
"""So many of the best are looked at; one that stands lower counts as not found."""


def by_words(articles: Sequence[Article]) -> Callable[[str], Found]:
    """Frontdesk without its extra."""
    return _found_by(Index.build(articles))


def by_meaning(articles: Sequence[Article]) -> Callable[[str], Found]:
    """Frontdesk with its extra."""
    return _found_by(Index.build(articles, vectors=VectorStore(encoded())))


def bm25(articles: Sequence[Article]) -> Callable[[str], Found]:
    """The whole article, k1 = 1.2, b = 0.75."""
    scores = _bm25([whole_of(article) for article in articles])
    return lambda text: _best(articles, scores(text)[0])


def tfidf(articles: Sequence[Article]) -> Callable[[str], Found]:
    """The cosine of words and pairs of words with the best piece of the article."""
    pieces = _Pieces(articles)
    alike = _cosine(pieces.texts, ngram_range=(1, 2), sublinear_tf=True)
    return lambda text: _best(articles, pieces.best(alike(text)))


def lexical(articles: Sequence[Article]) -> Callable[[str], Found]:
    """Words, letters and BM25 as a share of the question's rarity, a third each."""
    pieces = _Pieces(articles)
    words = _cosine(pieces.texts, ngram_range=(1, 2), sublinear_tf=True)
    letters = _cosine(pieces.texts, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    cover = _bm25([whole_of(article) for article in articles])

    def search(text: str) -> Found:
        scores, most = cover(text)
        share = np.minimum(scores / max(most, 1e-9), 1)
        return _best(articles, (pieces.best(words(text) + letters(text)) + share) / 3)

    return search


def minilm(articles: Sequence[Article]) -> Callable[[str], Found]:
    """The cosine of the sentence's vector with the best piece of the article."""
    pieces = _Pieces(articles)
    rows = encoded().encode(pieces.texts)
    return lambda text: _best(articles, pieces.best(rows @ encoded().encode([text])[0]))


RIVALS: dict[str, Way] = {"BM25": bm25, "TF-IDF": tfidf, "words + letters + BM25": lexical, "MiniLM": minilm}
OWN: dict[str, Way] = {"Frontdesk, by words": by_words, "Frontdesk, with meaning": by_meaning}


def _found_by(index: Index) -> Callable[[str], Found]:
    return lambda text: [(hit.article.slug, hit.score) for hit in index.search(text, EVERYONE, limit=DEPTH)]


class _Pieces:
    """The same title, phrases and chunks for everybody."""

    def __init__(self, articles: Sequence[Article]) -> None:
        units = [[unit.text for unit in units_of(article)] for article in articles]
        self.texts = [text for own in units for text in own]
        self._starts = np.cumsum([0, *(len(own) for own in units)])[:-1]

    def best(self, scores: np.ndarray) -> np.ndarray:
        """Of each article."""
        return np.maximum.reduceat(scores, self._starts)


def _best(articles: Sequence[Article], scores: np.ndarray) -> Found:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [(articles[number].slug, float(scores[number])) for number in order]


def _cosine(texts: Sequence[str], **features: object) -> Callable[[str], np.ndarray]:
    vectorizer = TfidfVectorizer(**features)
    known = vectorizer.fit_transform(texts).T.tocsr()
    return cache(lambda text: (vectorizer.transform([text]) @ known).toarray().ravel())


def _bm25(texts: Sequence[str]) -> Callable[[str], tuple[np.ndarray, float]]:
    """The score of each text, and what a text with each word of the question once would get."""
    vectorizer = CountVectorizer()
    counts = vectorizer.fit_transform(texts).astype(float)
    holding = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log1p((len(texts) - holding + 0.5) / (holding + 0.5))
    unknown = float(np.log1p((len(texts) + 0.5) / 0.5))
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    stretch = np.repeat(1.2 * (0.25 + 0.75 * lengths / lengths.mean()), np.diff(counts.indptr))
    counts.data = rarity[counts.indices] * 2.2 * counts.data / (counts.data + stretch)
    by_word, parts_of = counts.tocsc(), vectorizer.build_analyzer()

    def scores(text: str) -> tuple[np.ndarray, float]:
        asked = set(parts_of(text))
        columns = [vectorizer.vocabulary_[word] for word in asked if word in vectorizer.vocabulary_]
        most = float(rarity[columns].sum()) + unknown * (len(asked) - len(columns))
        return np.asarray(by_word[:, columns].sum(axis=1)).ravel(), most

    return scores
