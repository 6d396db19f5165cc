"""How thoroughly a benchmark measures, and what it does when it cannot."""

from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


class NotMeasured(Exception):
    """Something that a benchmark needs is missing; the message says what."""


@dataclass(frozen=True)
class Effort:
    """The short form shows that everything runs; its numbers are not to be quoted."""

    is_short: bool = False

    @property
    def rounds(self) -> int:
        return 2 if self.is_short else 5

    def pick(self, full: T, short: T) -> T:
        return short if self.is_short else full
