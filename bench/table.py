"""A table of results, in Markdown that also reads well in a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Table:
    """The first column is words, the others are numbers. A note stands below the table."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def __str__(self) -> str:
        widths = [max(len(cell) for cell in column) for column in zip(self.heads, *self.rows, strict=True)]
        rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        lines = [_line(row, widths) for row in (self.heads, rule, *self.rows)]
        return "\n".join([f"### {self.title}", "", *lines, "", *(f"{note}\n" for note in self.notes)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cells[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)),
    ]
    return f"| {' | '.join(padded)} |"


def ratio(own: Sequence[float], peer: Sequence[float]) -> str:
    """The median of the ratios round by round: what slows the machine down for a while slows both."""
    return f"{median(mine / theirs for mine, theirs in zip(own, peer, strict=True)):.2f}"


def seconds(value: float) -> str:
    """Three digits with the unit in which they are easily read."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-6:.2g} µs"


def percentile(values: Sequence[float], percent: int) -> float:
    """The largest value when there are too few to tell."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else max(values)
