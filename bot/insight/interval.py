"""Figures with their uncertainty: what was measured, between which bounds the truth lies, and from how many cases."""

import math
from dataclasses import dataclass

Z = 1.959964  # two-sided 95 %
ENOUGH = 30
"""From fewer cases nothing is concluded."""


@dataclass(frozen=True)
class Estimate:
    """`low` and `high` bound the 95 % interval."""

    value: float
    low: float
    high: float
    n: int

    @property
    def is_enough(self) -> bool:
        return self.n >= ENOUGH


def rate(hits: int, n: int) -> Estimate | None:
    """A share with its Wilson interval, which stays between 0 and 1 and is honest for few cases. None of nothing."""
    if not n:
        return None
    share, spread = hits / n, Z * Z / n
    centre = (share + spread / 2) / (1 + spread)
    reach = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Estimate(share, max(0.0, centre - reach), min(1.0, centre + reach), n)
