"""Words that mean the same at this desk, put into one."""

import re
from collections.abc import Sequence

from bot.kb.words import words_of


class Synonyms:
    """Each group is one meaning; whatever stands for it is written as the first of the group."""

    def __init__(self, groups: Sequence[Sequence[str]] = ()) -> None:
        self.groups = tuple(tuple(" ".join(words_of(name)) for name in group) for group in groups)
        self._instead = {name: group[0] for group in self.groups for name in group[1:]}
        longest_first = sorted(map(re.escape, self._instead), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(longest_first)})\b") if longest_first else None

    def settle(self, text: str) -> str:
        """The text with one word for one meaning. Capitals and punctuation go where anything is settled at all."""
        if self._pattern is None:
            return text
        plain = " ".join(words_of(text))
        settled = self._pattern.sub(lambda found: self._instead[found[0]], plain)
        return settled if settled != plain else text
