"""Figures of an audit as people read them."""

from bot.insight.interval import Estimate


def hours(value: float) -> str:
    """ "45 min", "6.2 h", "31 h"."""
    if value < 1:
        return f"{round(value * 60)} min"
    return f"{_short(value, 1)} h" if value < 20 else f"{value:.0f} h"


def percent(share: float) -> str:
    return f"{_short(share * 100, 1)} %" if share < 0.1 else f"{share * 100:.0f} %"


def times(ratio: float) -> str:
    return f"{_short(ratio, 2 if ratio < 2 else 1)} ×"


def hours_between(estimate: Estimate) -> str:
    """ "6.2 h (5.9 h to 6.6 h)"."""
    return f"{hours(estimate.value)} ({hours(estimate.low)} to {hours(estimate.high)})"


def percent_between(estimate: Estimate) -> str:
    return f"{percent(estimate.value)} ({percent(estimate.low)} to {percent(estimate.high)})"


def times_between(estimate: Estimate) -> str:
    return f"{times(estimate.value)} ({times(estimate.low)} to {times(estimate.high)})"


def _short(value: float, digits: int) -> str:
    """Without noughts at the end: 5 and 5.5."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
