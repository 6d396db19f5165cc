"""The knowledge base: the articles of a folder, and the labelled questions beside them."""

from dataclasses import dataclass
from pathlib import Path

from bot.deflection.labelled import Labelled
from bot.desk.policy import Policy
from bot.kb.article import Article
from bot.kb.known_names import KnownNames
from bot.kb.reader import read_knowledge
from bot.questions import read_questions


@dataclass(frozen=True)
class Knowledge:
    """What the folder holds."""

    articles: tuple[Article, ...]
    questions: tuple[Labelled, ...]

    @classmethod
    def read(cls, folder: Path, policy: Policy) -> "Knowledge":
        """Raises BadInput with everything that is wrong in any of its files."""
        known = known_names(policy)
        articles = read_knowledge(folder, known)
        return cls(articles, read_questions(folder, articles, known))


def known_names(policy: Policy) -> KnownNames | None:
    """What the articles may name; None when they may name anything."""
    if policy.desk.shared_articles:
        return None
    segments, categories = policy.segments, policy.categories
    return KnownNames(frozenset(each.id for each in segments), frozenset(each.id for each in categories))
