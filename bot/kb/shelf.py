"""A shelf: the articles that one kind of reader may see."""

from dataclasses import dataclass
from datetime import date

from bot.kb.article import Article


@dataclass(frozen=True)
class Shelf:
    """A reader, as far as the choice of articles goes.

    `with_agents` adds what only agents may read: for the agent's view of a ticket of that segment.
    Articles that expired before `on` are taken off; without `on` none are.
    """

    segment: str
    is_external: bool = False
    with_agents: bool = False
    on: date | None = None

    def holds(self, article: Article) -> bool:
        if self.on is not None and article.has_expired(self.on):
            return False
        return article.is_for(self.segment, self.is_external) or (self.with_agents and article.is_for_agents)
