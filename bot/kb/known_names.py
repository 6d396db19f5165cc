"""The segments and categories that a policy has, for articles to name."""

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import process

from bot.kb.article import AGENTS, EVERYONE, EXTERNAL

CLOSE = 70
"""Of 100: near enough to be what the writer meant."""


@dataclass(frozen=True)
class KnownNames:
    """The ids that an article may list."""

    segments: frozenset[str]
    categories: frozenset[str]

    @property
    def for_segments(self) -> frozenset[str]:
        return self.segments | {EVERYONE, EXTERNAL, AGENTS}

    @staticmethod
    def instead_of(name: str, names: Collection[str]) -> str:
        """What is allowed in the place of `name`, with the likeliest of them where one is close."""
        listed = ", ".join(sorted(names))
        close = process.extractOne(name, sorted(names), score_cutoff=CLOSE)
        return f"one of {listed} (did you mean “{close[0]}”?)" if close else f"one of {listed}"
