"""Which reports read alike: by the letters that their telling words share, the rare ones first."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import log, sqrt

from bot.kb.words import FUNCTION_WORDS, words_of

SUGGESTED = 0.3
"""From here on an agent is shown a ticket as similar: four of five such pairs of short requests are about the same."""
SAID = 0.4
"""From here on its requester is told of others: nine of ten are (docs/decisions/classification.md)."""
RECENT = timedelta(hours=48)
"""What is older than that has another cause."""
FEWEST = 3
"""People who report the same before each of them is told: of two it may be chance."""
LONGEST = 500
"""Characters. What happened stands at the start."""
_GRAMS = (3, 4)

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Likeness:
    """`score` is 0..1."""

    number: int
    score: float


class Rarity:
    """What is rare is learned from texts of every day alone: in an outage the words that everybody uses must not count
    for less.
    """

    def __init__(self, everyday: Iterable[str] = ()) -> None:
        texts = [set(_grams(text)) for text in everyday]
        self._common = Counter(gram for grams in texts for gram in grams)
        self._texts = len(texts)
        self.weigh = lru_cache(maxsize=256)(self._weigh)  # in an outage the same reports are compared time and again

    def _weigh(self, text: str) -> Weights:
        """By the rarity of each piece; together they have the length 1."""
        counts = Counter(_grams(text))
        rare = {gram: (1 + log(count)) * self._of(gram) for gram, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in rare.values())) or 1.0
        return {gram: weight / length for gram, weight in rare.items()}

    def _of(self, gram: str) -> float:
        return log((1 + self._texts) / (1 + self._common[gram])) + 1


class Likenesses:
    """Reports in memory, to be compared with another one."""

    def __init__(self, rarity: Rarity | None = None) -> None:
        self._rarity = rarity or Rarity()
        self._holding: dict[str, dict[int, float]] = defaultdict(dict)
        self._weights: dict[int, Weights] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._weights

    def __len__(self) -> int:
        return len(self._weights)

    def put(self, number: int, text: str) -> None:
        """A number that is there already keeps its text."""
        if number in self:
            return
        self._weights[number] = self._rarity.weigh(text)
        for gram, weight in self._weights[number].items():
            self._holding[gram][number] = weight

    def drop(self, numbers: Collection[int]) -> None:
        for number in numbers:
            for gram in self._weights.pop(number, {}):
                self._holding[gram].pop(number)
                if not self._holding[gram]:
                    del self._holding[gram]

    def oldest(self, beyond: int) -> list[int]:
        """The lowest numbers, as many as there are more than `beyond`."""
        return sorted(self._weights)[: len(self) - beyond] if len(self) > beyond else []

    def to(self, text: str, least: float = SUGGESTED) -> list[Likeness]:
        """Those that read like this, the likest first."""
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in self._rarity.weigh(text).items():
            for number, other in self._holding.get(gram, {}).items():
                scores[number] += weight * other
        found = [Likeness(number, score) for number, score in scores.items() if score >= least]
        return sorted(found, key=lambda each: (-each.score, each.number))


def _grams(text: str) -> Iterator[str]:
    """Pieces of three and four letters of each word that tells something; so a slip of the pen costs little."""
    for word in words_of(text[:LONGEST]):
        if word not in FUNCTION_WORDS:
            padded = f" {word} "
            for size in _GRAMS:
                yield from (padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))
