"""What became of the rows of an export: nothing is left out in silence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SHOWN = 3  # lines that a note names; the first ones are enough to see what is wrong


@dataclass
class Notes:
    """The lines on which something could not be used, by what it was."""

    left_out: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    ignored: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Account:
    """In words: how many rows were used, why the others were not, and which cells of the used ones told nothing."""

    rows: int
    used: int
    days: int
    left_out: tuple[str, ...]
    ignored: tuple[str, ...]


def in_words(notes: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """The most frequent first: "12 rows: nobody is named who asked (lines 17, 20, 31 …)"."""
    return tuple(
        f"{len(lines)} row{'s' * (len(lines) > 1)}: {what} ({_lines(sorted(lines))})"
        for what, lines in sorted(notes.items(), key=lambda note: -len(note[1]))
    )


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_SHOWN])
    return f"line{'s' * (len(lines) > 1)} {shown}{' …' if len(lines) > _SHOWN else ''}"
