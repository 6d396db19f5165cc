"""What a classifier is taught, and how it is fitted to that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from bot.kb.features import Features, Numbers
from bot.kb.words import words_of
from bot.routing.calibrate import Calibration, Truth, calibrate
from bot.routing.category import UNSURE

MOST_CORRECTED = 1_500
"""The newest ones: training time grows with the square of the texts, and old corrections are of another time."""
CORRECTION_WEIGHT = 3.0
"""An agent's correction counts as much as so many examples: those were made up, this was asked."""
FOLDS = 10
_SPREAD = 10.0  # how far a weight may go: the inverse of the regularisation
_JITTER = 1e-6  # two texts that are equal must not make the matrix singular


class Learnable(Protocol):
    """A category, as far as learning goes: its id, and how people ask for it."""

    @property
    def id(self) -> str: ...
    @property
    def examples(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Example:
    """What somebody asked, and the category that an agent gave it."""

    text: str
    category: str


@dataclass(frozen=True)
class Fit:
    """A linear model: each category's `bias`, and what each feature adds to each category (`pull`)."""

    names: Sequence[str]
    features: Sequence[Features]
    bias: Numbers
    pull: Numbers
    calibration: Calibration


def syllabus(
    categories: Sequence[Learnable], phrases: Mapping[str, Sequence[str]], corrected: Sequence[Example]
) -> list[tuple[Example, float]]:
    """Everything there is to learn, with its weight. `corrected` come newest first, and the newest wins: what is worded
    the same is not taught otherwise by anything older. Words that nobody used before say nothing of the category.
    """
    written = [Example(text, one.id) for one in categories for text in (*one.examples, *phrases.get(one.id, ()))]
    known, taught = {one.id for one in categories}, dict[tuple[str, ...], tuple[Example, float]]()
    for example in [each for each in corrected if each.category in known][:MOST_CORRECTED]:
        taught.setdefault(tuple(words_of(example.text)), (example, CORRECTION_WEIGHT))
    examples = [(each, 1.0) for each in written if tuple(words_of(each.text)) not in taught]
    return [*examples, *taught.values(), (Example("", UNSURE), 1.0)]


def fit(taught: Sequence[tuple[Example, float]]) -> Fit:
    """Loads scikit-learn (seconds). The last text is nobody's, so that it is never held back to try the others on."""
    from scipy.linalg import solve_triangular
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

    texts, weights = [example.text for example, _ in taught], np.array([weight for _, weight in taught])
    names, truth = np.unique([example.category for example, _ in taught], return_inverse=True)
    vectorizers = (
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5)),
    )
    learned = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers], format="csr")
    with threadpool_limits(1):  # threads wait for each other here: two took 4 s for what one does in 1
        rows = _condensed(learned)
        calibration = _calibrated(rows, truth, weights, _column(names))
        bias, pull = _fitted(rows, truth, weights, len(names))
        whole = learned.T @ solve_triangular(rows.T, pull, lower=False)
    return Fit(names.tolist(), [Features(each) for each in vectorizers], bias, np.ascontiguousarray(whole), calibration)


def _condensed(learned: Any) -> Numbers:
    """The texts with one column for each of them instead of each feature: a linear model of these is the same model,
    and takes a tenth of the time.
    """
    from scipy.linalg import cholesky

    alike = (learned @ learned.T).toarray()
    rows: Numbers = cholesky(alike + _JITTER * np.eye(len(alike)), lower=True)
    return rows


def _calibrated(rows: Numbers, truth: Truth, weights: Numbers, unsure: int | None) -> Calibration:
    """Each part of the texts is judged by a model that the others taught."""
    parts, scores = _parts(truth), np.zeros((len(truth), truth.max() + 1))
    for part in range(FOLDS):
        is_taught = parts != part
        bias, pull = _fitted(rows[is_taught], truth[is_taught], weights[is_taught], scores.shape[1])
        scores[~is_taught] = rows[~is_taught] @ pull + bias
    is_judged = parts >= 0
    return calibrate(scores[is_judged], truth[is_judged], unsure)


def _parts(truth: Truth) -> Truth:
    """The part of each text: every category is dealt out over all of them. The last text is in none."""
    parts = np.empty_like(truth)
    for category in np.unique(truth):
        own = np.flatnonzero(truth == category)
        parts[own] = np.arange(len(own)) % FOLDS
    parts[-1] = -1
    return parts


def _fitted(rows: Numbers, truth: Truth, weights: Numbers, width: int) -> tuple[Numbers, Numbers]:
    """How much is added to each category for itself, and how much each column pulls towards it; a category that these
    texts do not know is as good as impossible.
    """
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=_SPREAD, max_iter=1000, tol=1e-3, class_weight="balanced")
    regression.fit(rows, truth, sample_weight=weights)
    found_bias, found_pull = regression.intercept_, regression.coef_
    if len(found_bias) == 1:  # of two categories it knows the second one's alone
        found_bias, found_pull = np.append(0, found_bias), np.vstack([np.zeros_like(found_pull), found_pull])
    bias, pull = np.full(width, -1e3), np.zeros((rows.shape[1], width))
    bias[regression.classes_], pull[:, regression.classes_] = found_bias, found_pull.T
    return bias, pull


def _column(names: Any) -> int | None:
    found = np.flatnonzero(names == UNSURE)
    return int(found[0]) if len(found) else None
