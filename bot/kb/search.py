"""Search: the articles on a reader's shelf that most resemble a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.kb.article import Article
from bot.kb.likeness import Likeness
from bot.kb.shelf import Shelf
from bot.kb.units import Unit, units_of


@dataclass(frozen=True)
class Hit:
    """An article found. `score` is 0..1; `why` names the part of the article that the question resembles."""

    article: Article
    score: float
    why: str


class Index:
    """All articles, ready to be searched. Building it loads scikit-learn (seconds), so build it once, at start."""

    def __init__(self, articles: Sequence[Article], units: Sequence[tuple[int, Unit]], likeness: Likeness) -> None:
        self._articles = articles
        self._units = units
        self._likeness = likeness

    @classmethod
    def build(cls, articles: Sequence[Article]) -> Self:
        units = [(number, unit) for number, article in enumerate(articles) for unit in units_of(article)]
        return cls(tuple(articles), units, Likeness.learn([unit.text for _, unit in units]))

    def search(
        self, text: str, shelf: str, external: bool = False, limit: int = 3, on: date | None = None
    ) -> list[Hit]:
        """The best articles for a requester of the segment `shelf`, best first; none that expired before `on`."""
        return self.search_shelf(text, Shelf(shelf, is_external=external, on=on), limit)

    def search_for_agent(
        self, text: str, shelf: str, external: bool = False, limit: int = 3, on: date | None = None
    ) -> list[Hit]:
        """The best articles for the agent who helps a requester of that segment: their shelf and the agents' own."""
        return self.search_shelf(text, Shelf(shelf, is_external=external, with_agents=True, on=on), limit)

    def search_shelf(self, text: str, shelf: Shelf, limit: int = 3) -> list[Hit]:
        """The best articles on this shelf, best first. Articles with nothing in common with `text` are left out."""
        held = {number for number, article in enumerate(self._articles) if shelf.holds(article)}
        rows = [row for row, (number, _) in enumerate(self._units) if number in held]
        if not rows or limit < 1:
            return []
        return self._best(rows, self._likeness.to(text, rows))[:limit]

    def _best(self, rows: Sequence[int], scores: Sequence[float]) -> list[Hit]:
        """One hit for each article that scored: its best unit speaks for it."""
        best: dict[int, Hit] = {}
        for row, score in zip(rows, scores, strict=True):
            number, unit = self._units[row]
            if score > 0 and (number not in best or score > best[number].score):
                best[number] = Hit(self._articles[number], score, f"resembles {unit.shown}")
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.article.slug))
