"""Whether more people than usual report one topic."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many different `people` reported it in a window of time, and so many in the same window of the weeks before,
    the last week first.
    """

    people: int
    usual: tuple[int, ...]

    @property
    def mean(self) -> float:
        """People in a usual window; 0 without a week to compare with."""
        return sum(self.usual) / len(self.usual) if self.usual else 0.0

    @property
    def chance(self) -> float:
        """How probable it is that at least so many report it in a window that is like those of the weeks before: the
        tail of a Poisson count whose rate is itself known from those few weeks alone (a negative binomial, by Jeffreys'
        prior). 1 without a week to compare with: then nothing can be called unusual.
        """
        return tail(self.people, self.usual) if self.usual else 1.0


def tail(people: int, usual: Sequence[int]) -> float:
    """The probability of at least so many."""
    shape, success = sum(usual) + 0.5, 1 / (len(usual) + 1)
    term: float = (1 - success) ** shape
    below = 0.0
    for count in range(people):
        below += term
        term *= (shape + count) / (count + 1) * success
    return max(0.0, 1 - below)
