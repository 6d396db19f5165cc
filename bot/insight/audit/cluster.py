"""Natural clusters of requesters, and how many of them there are.

Criterion: among the numbers at which the clusters are stable (tickets drawn anew fall into the same clusters, with an
adjusted Rand index of at least 0.8 on average), the one with the highest mean silhouette, each profile weighted by its
tickets.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_samples
from threadpoolctl import threadpool_limits

from bot.insight.audit.profile import Profiles
from bot.insight.interval import ENOUGH, Floats

MOST = 8
STABLE = 0.8
_DRAWS = 12
_SEED = 7

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Trial:
    """How well the requesters fall into that many clusters."""

    number: int
    silhouette: float
    stability: float

    @property
    def is_stable(self) -> bool:
        return self.stability >= STABLE


@dataclass(frozen=True)
class Clusters:
    """`of_ticket` numbers the cluster of each ticket, the largest first. One cluster when none is natural."""

    of_ticket: Labels
    trials: tuple[Trial, ...]

    @property
    def number(self) -> int:
        return int(self.of_ticket.max()) + 1


def find_clusters(profiles: Profiles) -> Clusters:
    """Raises nothing: where nothing stands apart there is one cluster."""
    with threadpool_limits(limits=1):
        trials = tuple(_trials(profiles))
        stable = [trial for trial in trials if trial.is_stable]
        if not stable:
            return Clusters(np.zeros(len(profiles.of_ticket), dtype=np.int64), trials)
        best = max(stable, key=lambda trial: trial.silhouette)
        labels = _fit(profiles.features(), profiles.sizes, best.number).labels_
    return Clusters(_largest_first(labels[profiles.of_ticket]), trials)


def _trials(profiles: Profiles) -> Iterator[Trial]:
    """No more clusters than have enough tickets each, on average, to conclude anything from."""
    features, sizes = profiles.features(), profiles.sizes
    for number in range(2, min(MOST, len(sizes) - 1, int(sizes.sum()) // ENOUGH) + 1):
        labels = _fit(features, sizes, number).labels_
        apart = float(np.average(silhouette_samples(features, labels), weights=sizes))
        yield Trial(number, apart, _stability(profiles, labels, number))


def _stability(profiles: Profiles, labels: Labels, number: int) -> float:
    """How alike the clusters of tickets drawn anew are, on average."""
    chance, found = np.random.default_rng(_SEED), []
    features, tickets = profiles.features(), profiles.of_ticket
    for _ in range(_DRAWS):
        asked = _drawn_anew(profiles, chance)
        kept = np.flatnonzero(asked.sum(axis=1))
        model = _fit(profiles.features(asked)[kept], asked.sum(axis=1)[kept], number)
        found.append(adjusted_rand_score(labels[tickets], model.predict(features)[tickets]))
    return float(np.mean(found))


def _drawn_anew(profiles: Profiles, chance: np.random.Generator) -> Floats:
    """As many tickets again, by chance from those that there are."""
    total = int(profiles.sizes.sum())
    flat = chance.multinomial(total, profiles.asked.ravel() / total)
    return flat.reshape(profiles.asked.shape).astype(float)


def _fit(features: Floats, sizes: Floats, number: int) -> KMeans:
    return KMeans(number, n_init=4, random_state=_SEED).fit(features, sample_weight=sizes)


def _largest_first(labels: Labels) -> Labels:
    numbers, counts = np.unique(labels, return_counts=True)
    rank = {int(number): place for place, number in enumerate(numbers[np.argsort(-counts, kind="stable")])}
    return np.array([rank[int(label)] for label in labels])
