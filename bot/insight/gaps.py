"""Questions that no article answered, put together by what they are about."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.kb.words import FUNCTION_WORDS, stem_of, words_of

SAME_TOPIC = 0.75
"""The mean distance, 0 to 1, up to which two heaps of questions are one topic."""
MOST = 2_000
"""Questions, the newest: every pair of them is compared."""
_WORDS_IN_NAME = 3
Distances = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    request_id: str
    text: str
    segment_id: str
    category_id: str


@dataclass(frozen=True)
class Gap:
    """One topic. `name` are the words that tell it from the others; `questions` begin with the most typical."""

    name: tuple[str, ...]
    questions: tuple[Question, ...]

    @cached_property
    def segments(self) -> Sequence[tuple[str, int]]:
        """How many of them each segment asked, the most first."""
        return Counter(question.segment_id for question in self.questions).most_common()

    @cached_property
    def categories(self) -> Sequence[tuple[str, int]]:
        return Counter(question.category_id for question in self.questions).most_common()


@dataclass(frozen=True)
class Gaps:
    """The largest first. `alone` are questions that nobody else asked."""

    topics: tuple[Gap, ...]
    alone: tuple[Question, ...]


def find_gaps(questions: Sequence[Question]) -> Gaps:
    """Loads scikit-learn. Questions without a word that tells anything stand alone."""
    telling = [question for question in questions[:MOST] if _stems(question.text)]
    heaps = [heap for heap in _heaps(telling) if len(heap) > 1]
    found = {question.request_id for heap in heaps for question in heap}
    names = _names(heaps, telling)
    topics = [Gap(name, tuple(heap)) for name, heap in zip(names, heaps, strict=True)]
    topics.sort(key=lambda gap: (-len(gap.questions), gap.name))
    return Gaps(tuple(topics), tuple(each for each in questions if each.request_id not in found))


def _heaps(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions of each topic, the most typical first."""
    from sklearn.cluster import AgglomerativeClustering

    if len(questions) < 2:
        return [list(questions)] if questions else []
    distances = _distances([question.text for question in questions])
    joined = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=SAME_TOPIC)
    labels = joined.fit_predict(distances)
    return [_typical_first(questions, distances, np.flatnonzero(labels == label)) for label in np.unique(labels)]


def _typical_first(questions: Sequence[Question], distances: Distances, own: NDArray[np.intp]) -> list[Question]:
    means = distances[np.ix_(own, own)].mean(axis=1)
    return [questions[number] for number in own[np.argsort(means, kind="stable")]]


def _distances(texts: Sequence[str]) -> Distances:
    """Half by words, half by runs of letters, which see through slips and compounds."""
    stems = [" ".join(_stems(text)) for text in texts]
    alike = (_cosines(stems, analyzer=str.split) + _cosines(stems, analyzer="char_wb", ngram_range=(3, 5))) / 2
    return np.clip(1 - alike, 0.0, 1.0)


def _cosines(texts: Sequence[str], **features: str | tuple[int, int] | Callable[[str], list[str]]) -> Distances:
    from sklearn.feature_extraction.text import TfidfVectorizer

    weighed = TfidfVectorizer(sublinear_tf=True, **features).fit_transform(texts)
    cosines: Distances = (weighed @ weighed.T).toarray()
    return cosines


def _names(heaps: Sequence[Sequence[Question]], questions: Sequence[Question]) -> list[tuple[str, ...]]:
    everywhere = _texts_with(questions)
    return [_name(heap, everywhere, len(questions)) for heap in heaps]


def _name(heap: Sequence[Question], everywhere: Counter[str], total: int) -> tuple[str, ...]:
    """The words that most of the heap has and few of the others, as people write them."""
    here = _texts_with(heap)

    def telling(stem: str) -> tuple[float, str]:
        outside = (everywhere[stem] - here[stem] + 1) / (total - len(heap) + 2)
        return -here[stem] / len(heap) * np.log(max(here[stem] / len(heap) / outside, 1.0)), stem

    return tuple(_as_written(stem, heap) for stem in sorted(here, key=telling)[:_WORDS_IN_NAME])


def _texts_with(questions: Iterable[Question]) -> Counter[str]:
    return Counter(stem for question in questions for stem in set(_stems(question.text)))


def _as_written(stem: str, questions: Iterable[Question]) -> str:
    written = Counter(word for each in questions for word in words_of(each.text) if stem_of(word) == stem)
    return written.most_common(1)[0][0]


def _stems(text: str) -> list[str]:
    return [stem_of(word) for word in words_of(text) if word not in FUNCTION_WORDS]
