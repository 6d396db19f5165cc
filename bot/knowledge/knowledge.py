"""The knowledge base: the articles of a folder, and the labelled questions beside them."""

from pathlib import Path

from bot.deflection.labelled import Labelled
from bot.desk.policy import Policy
from bot.errors import BadInput, Problem
from bot.kb.article import Article
from bot.kb.known_names import KnownNames
from bot.kb.reader import Folder, Stamp, stamp_of
from bot.knowledge.questions import FILE, read_questions


class Knowledge:
    """What the folder says, or said last before something in it was broken."""

    def __init__(self, path: Path, policy: Policy) -> None:
        self._known = known_names(policy)
        self._folder = Folder(path, self._known)
        self._path = path
        self._asked: Stamp | None = None
        self._unread: tuple[Problem, ...] = ()
        self.questions: tuple[Labelled, ...] = ()

    @classmethod
    def read(cls, path: Path, policy: Policy) -> "Knowledge":
        """Raises BadInput with everything that is wrong in any of its files."""
        knowledge = cls(path, policy)
        knowledge.look()
        if knowledge.problems:
            raise BadInput(knowledge.problems)
        return knowledge

    def look(self) -> bool:
        """Reads what has changed since the last look. Whether anything has."""
        has_changed, stamp = self._folder.look(), stamp_of(self._path / FILE)
        if not has_changed and stamp == self._asked:
            return False
        self._asked = stamp
        try:
            self.questions, self._unread = read_questions(self._path, self.articles, self._known), ()
        except BadInput as bad:
            self._unread = bad.problems
        return True

    @property
    def articles(self) -> tuple[Article, ...]:
        return self._folder.articles

    @property
    def drafts(self) -> tuple[Path, ...]:
        return self._folder.drafts

    @property
    def problems(self) -> tuple[Problem, ...]:
        """An article that is broken leaves its questions without an answer: only the article is told of."""
        return self._folder.problems or self._unread


def known_names(policy: Policy) -> KnownNames | None:
    """What the articles may name; None when they may name anything."""
    if policy.desk.shared_articles:
        return None
    segments, categories = policy.segments, policy.categories
    return KnownNames(frozenset(each.id for each in segments), frozenset(each.id for each in categories))
