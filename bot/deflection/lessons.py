"""What questions taught of the articles, as the next question is answered by it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.kb.alike import SAME, alike, content_of
from bot.kb.search import Hit
from bot.tickets.lesson import Lesson

MOST_PHRASES = 20
"""For each article, the newest first: beyond that, another phrase hardly helps to find it."""
LONGEST_PHRASE = 200
"""Characters. Longer questions tell a story, and a story resembles much."""
LOWERED = 0.85
"""What is left of an article's score for each similar question that it did not answer."""

MOST_DOUBTS = 3
"""Beyond that nothing is lowered further: one person who presses again and again does not silence an article."""


@dataclass
class Lessons:
    """All that counts, newest first. It is replaced as a whole while the desk runs."""

    known: Sequence[Lesson] = field(default_factory=tuple)

    def phrases(self) -> dict[str, list[str]]:
        """Questions that were answered, by the article that answered them."""
        found: dict[str, list[str]] = {}
        for lesson in self.known:
            own = found.setdefault(lesson.slug, []) if lesson.helped and can_be_phrase(lesson.text) else None
            if own is not None and len(own) < MOST_PHRASES and lesson.text not in own:
                own.append(lesson.text)
        return found

    def weigh(self, question: str, hits: Iterable[Hit]) -> list[Hit]:
        """The same hits, best first. An article that failed similar questions more often than it helped is lowered."""
        of_article = self._similar(question)
        weighed = [replace(hit, score=hit.score * LOWERED ** of_article.get(hit.article.slug, 0)) for hit in hits]
        return sorted(weighed, key=lambda hit: -hit.score)

    def _similar(self, question: str) -> Mapping[str, int]:
        """By how many similar questions each article failed more than it helped."""
        balance: dict[str, int] = {}
        for lesson in self.known:
            if alike(lesson.text, question) >= SAME:
                balance[lesson.slug] = balance.get(lesson.slug, 0) + (-1 if lesson.helped else 1)
        return {slug: min(more, MOST_DOUBTS) for slug, more in balance.items() if more > 0}


def can_be_phrase(text: str) -> bool:
    """A word alone says too little, a story too much."""
    return len(text) <= LONGEST_PHRASE and len(content_of(text)) > 1
