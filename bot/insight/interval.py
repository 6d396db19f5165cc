"""Figures with their uncertainty: what was measured, between which bounds the truth lies, and from how many cases."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Z = 1.959964  # two-sided 95 %
ENOUGH = 30
"""From fewer cases nothing is concluded."""

Floats = NDArray[np.float64]


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


def quantile(values: Floats, share: float) -> Estimate | None:
    """The value below which that share lies, between two order statistics: nothing is assumed about the shape."""
    n = len(values)
    if not n:
        return None
    ordered = np.sort(values)
    low, high = (int(place) for place in binom.ppf((0.025, 0.975), n, share))
    bounds = ordered[max(0, low - 1)], ordered[min(n - 1, high)]
    return Estimate(float(np.quantile(ordered, share)), float(bounds[0]), float(bounds[1]), n)


def share_against_share(amounts: Floats, members: NDArray[np.bool_]) -> Estimate | None:
    """A group's share of the amount ÷ its share of the cases: 1 when its cases cost what all cases cost.

    The interval is that of the logarithm, from the influence of each case on the ratio.
    """
    n, total = int(members.sum()), float(amounts.sum())
    own = float(amounts[members].sum())
    if not own:
        return None
    ratio = (own / total) / (n / len(amounts))
    influence = members * (amounts / own - 1 / n) - amounts / total + 1 / len(amounts)
    reach = Z * math.sqrt(float(np.square(influence).sum()))
    return Estimate(ratio, ratio * math.exp(-reach), ratio * math.exp(reach), n)
