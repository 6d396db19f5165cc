"""How a group fares against everybody else who asked the same kind of thing.

A group that asks harder things takes longer; that is no neglect. So tickets are compared with those of the others in
the same category and priority only.
"""

import math

import numpy as np
from numpy.typing import NDArray

from bot.insight.audit.population import Mask
from bot.insight.interval import Estimate, Floats, Z

COMPARABLE = 5  # tickets of others that a kind of request needs before it is compared with


def times_against_others(times: Floats, strata: NDArray[np.int64], members: Mask) -> Estimate | None:
    """The group's times ÷ those of the others, as a geometric mean over kinds of request. None without such times."""
    told = times > 0  # NaN is not
    logs, kinds, own = np.log(times[told]), strata[told], members[told]
    others = _Kinds(logs[~own], kinds[~own], int(strata.max(initial=0)) + 1)
    compared = own & (others.count[kinds] >= COMPARABLE)
    n = int(compared.sum())
    if n < 2:
        return None
    differences = logs[compared] - others.mean[kinds[compared]]
    spread = float(differences.var(ddof=1)) / n + others.variance_of(kinds[compared])
    centre, reach = float(differences.mean()), Z * math.sqrt(spread)
    return Estimate(math.exp(centre), math.exp(centre - reach), math.exp(centre + reach), n)


def rates_against_others(marks: Floats, strata: NDArray[np.int64], members: Mask) -> Estimate | None:
    """How often it happened to the group ÷ how often it would have at the rates of the others. None when never."""
    told = ~np.isnan(marks)
    happened, kinds, own = marks[told], strata[told], members[told]
    others = _Kinds(happened[~own], kinds[~own], int(strata.max(initial=0)) + 1)
    compared = own & (others.count[kinds] >= COMPARABLE)
    n, hits = int(compared.sum()), float(happened[compared].sum())
    expected = float(others.mean[kinds[compared]].sum())
    if not hits or not expected:
        return None
    spread = (1 - hits / n) / hits + others.variance_of(kinds[compared]) * (n / expected) ** 2
    ratio, reach = hits / expected, Z * math.sqrt(spread)
    return Estimate(ratio, ratio * math.exp(-reach), ratio * math.exp(reach), n)


class _Kinds:
    """Mean and variance of each kind of request among the others."""

    def __init__(self, logs: Floats, kinds: NDArray[np.int64], number: int) -> None:
        self.count = np.bincount(kinds, minlength=number)
        some = np.maximum(self.count, 1)
        self.mean = np.bincount(kinds, logs, minlength=number) / some
        squares = np.bincount(kinds, np.square(logs - self.mean[kinds]), minlength=number)
        self._variance = squares / np.maximum(self.count - 1, 1) / some

    def variance_of(self, kinds: NDArray[np.int64]) -> float:
        """Of the mean that those kinds are compared with."""
        weights = np.bincount(kinds, minlength=len(self.count)) / len(kinds)
        return float((np.square(weights) * self._variance).sum())
