"""Dots with intervals, laid out in percent of the width: they stretch with the page, and their words do not shrink."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.insight.interval import ENOUGH, Estimate

_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4


@dataclass(frozen=True)
class Dot:
    """`at`, `low` and `high` are percent of the width; `words` tell the same to whoever does not see it."""

    label: str
    at: float
    low: float
    high: float
    words: str
    stands_out: bool = False
    is_faint: bool = False  # too few cases to conclude anything


@dataclass(frozen=True)
class Plot:
    """`ticks` are places and labels below the rows, `usual` is where everybody together is."""

    title: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    usual: float


@dataclass(frozen=True)
class Row:
    label: str
    estimate: Estimate
    stands_out: bool = False


Words = Callable[[float], str]


def plot(title: str, rows: Sequence[Row], usual: float, words: Words, told: Callable[[Estimate], str]) -> Plot:
    """The scale begins at nought. The interval of few cases does not stretch it, and is cut at the last tick."""
    step = _step(max(row.estimate.high if row.estimate.is_enough else row.estimate.value for row in rows))
    end = step * _TICKS

    def place(value: float) -> float:
        return round(100 * min(max(value, 0.0), end) / end, 2)

    dots = tuple(
        Dot(
            label=row.label,
            at=place(row.estimate.value),
            low=place(row.estimate.low),
            high=place(row.estimate.high),
            words=told(row.estimate),
            stands_out=row.stands_out,
            is_faint=row.estimate.n < ENOUGH,
        )
        for row in rows
    )
    ticks = tuple((100 * number / _TICKS, words(step * number) if number else "0") for number in range(_TICKS + 1))
    return Plot(title, dots, ticks, place(usual))


def _step(highest: float) -> float:
    """The smallest round step of which four reach it."""
    raw = (highest or 1.0) / _TICKS
    size = 10.0 ** math.floor(math.log10(raw))
    return next(step * size for step in _STEPS if step * size >= raw * 0.999)
