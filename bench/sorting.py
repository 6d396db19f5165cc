"""Whether the category of a request is told from its words: on public sets, beside plain linear models."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from bench.effort import Effort
from bench.encoded import encoded
from bench.finding import ONE_IN
from bench.sets import Labelled, folder, labelled
from bench.table import Table
from bot.routing.classify import Classifier

TAUGHT = 10
"""Examples of each intent, or as many as there are."""
BINS = 10
PRECISE = 0.90
HEADS = ("", "accuracy", "macro-F1", "calibration error", "answered @90 % precision")

Guess = tuple[str, float]
Way = Callable[[Mapping[str, Sequence[str]]], Callable[[Sequence[str]], list[Guess]]]


@dataclass(frozen=True)
class Topic:
    id: str
    examples: Sequence[str]


async def run(effort: Effort) -> list[Table]:
    every = effort.pick(1, ONE_IN)
    found = {name: {way: _figures(one, WAYS[way], every) for way in WAYS} for name, one in labelled(folder()).items()}
    means = {way: [fmean(of[way][column] for of in found.values()) for column in range(4)] for way in WAYS}
    note = f"Taught with at most {TAUGHT} sentences of each intent, asked those that fit one."
    tables = [_table(f"sorting: {name}", of) for name, of in found.items()]
    return [*tables, _table(f"sorting: mean of the {len(found)} sets", means, [note])]


def _figures(one: Labelled, way: Way, every: int) -> list[float]:
    taught = {label: texts[:TAUGHT] for label, texts in one.taught.items()}
    asked = [(text, label) for text, label in one.tested if label in taught][::every]
    labels = [label for _, label in asked]
    with threadpool_limits(1):
        guesses = way(taught)([text for text, _ in asked])
    is_right = np.array([guess == label for (guess, _), label in zip(guesses, labels, strict=True)])
    sure = np.array([confidence for _, confidence in guesses])
    f1 = f1_score(labels, [guess for guess, _ in guesses], labels=sorted(set(labels)), average="macro", zero_division=0)
    return [float(is_right.mean()), float(f1), calibration_error(sure, is_right), answered(sure, is_right)]


def calibration_error(sure: np.ndarray, is_right: np.ndarray) -> float:
    """How far confidence and truth lie apart, in ten classes of confidence, each weighed by its share."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == one].mean() - is_right[bins == one].mean()) * (bins == one).mean() for one in set(bins)]
    return float(sum(gaps))


def answered(sure: np.ndarray, is_right: np.ndarray) -> float:
    """The largest share, surest first, of which nine in ten are right."""
    in_order = is_right[np.argsort(-sure, kind="stable")]
    precise = np.flatnonzero(np.cumsum(in_order) >= PRECISE * np.arange(1, len(in_order) + 1))
    return float((precise[-1] + 1) / len(in_order)) if len(precise) else 0.0


def _frontdesk(taught: Mapping[str, Sequence[str]]) -> Callable[[Sequence[str]], list[Guess]]:
    classifier = Classifier.train([Topic(label, texts) for label, texts in taught.items()], bar=0)

    def guess(texts: Sequence[str]) -> list[Guess]:
        found = [classifier.classify(text) for text in texts]
        return [(one.category, one.confidence) for one in found]

    return guess


def _tfidf(taught: Mapping[str, Sequence[str]]) -> Callable[[Sequence[str]], list[Guess]]:
    vectorizer = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))
    learned = vectorizer.fit_transform([text for texts in taught.values() for text in texts])
    return _linear(taught, learned, vectorizer.transform)


def _minilm(taught: Mapping[str, Sequence[str]]) -> Callable[[Sequence[str]], list[Guess]]:
    return _linear(taught, encoded().encode([text for texts in taught.values() for text in texts]), encoded().encode)


def _linear(
    taught: Mapping[str, Sequence[str]], learned: object, features: Callable[[Sequence[str]], object]
) -> Callable[[Sequence[str]], list[Guess]]:
    model = LogisticRegression(C=10, max_iter=1000)
    model.fit(learned, [label for label, texts in taught.items() for _ in texts])

    def guess(texts: Sequence[str]) -> list[Guess]:
        shares = model.predict_proba(features(texts))
        return [(model.classes_[row.argmax()], float(row.max())) for row in shares]

    return guess


WAYS: dict[str, Way] = {"TF-IDF + regression": _tfidf, "MiniLM + regression": _minilm, "Frontdesk": _frontdesk}


def _table(title: str, of: Mapping[str, Sequence[float]], notes: Sequence[str] = ()) -> Table:
    return Table(title, HEADS, [(name, *(f"{value:.3f}" for value in one)) for name, one in of.items()], notes)
