"""Expected refusals, with the words a person sees."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """The desk will not do what a person asked. `sentence` tells that person why, and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file or a setting: where, what was found and what is allowed."""

    file: str
    line: int | None
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: found {self.found}; allowed: {self.allowed}"


class BadInput(Exception):
    """A policy, article, manifest or setting that cannot be used. Nothing starts on half of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
