"""What questions taught of the articles, as the next question is answered by it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.kb.alike import SAME, content_of, overlap
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
_Verdict = tuple[frozenset[str], bool]  # the words of a question, and whether the article helped


class Lessons:
    """All that counts, newest first. What a running desk has learned is replaced as a whole."""

    def __init__(self, known: Sequence[Lesson] = ()) -> None:
        self.replace(known)

    def replace(self, known: Sequence[Lesson]) -> None:
        verdicts: dict[str, list[_Verdict]] = {}
        for lesson in known:
            verdicts.setdefault(lesson.slug, []).append((content_of(lesson.text), lesson.helped))
        self._known, self._verdicts = tuple(known), verdicts

    def phrases(self) -> dict[str, list[str]]:
        """Questions that were answered, by the article that answered them."""
        found: dict[str, list[str]] = {}
        for lesson in self._known:
            own = found.setdefault(lesson.slug, []) if lesson.helped and can_be_phrase(lesson.text) else None
            if own is not None and len(own) < MOST_PHRASES and lesson.text not in own:
                own.append(lesson.text)
        return found

    def weigh(self, question: str, hits: Iterable[Hit]) -> list[Hit]:
        """The same hits, best first. An article that failed similar questions more often than it helped is lowered."""
        asked = content_of(question)
        weighed = [replace(hit, score=hit.score * LOWERED ** self._doubts(hit.article.slug, asked)) for hit in hits]
        return sorted(weighed, key=lambda hit: -hit.score)

    def _doubts(self, slug: str, asked: frozenset[str]) -> int:
        """By how many similar questions the article failed more than it helped."""
        similar = [helped for words, helped in self._verdicts.get(slug, ()) if overlap(words, asked) >= SAME]
        return max(0, min(len(similar) - 2 * sum(similar), MOST_DOUBTS))


def can_be_phrase(text: str) -> bool:
    """A word alone says too little, a story too much."""
    return len(text) <= LONGEST_PHRASE and len(content_of(text)) > 1
