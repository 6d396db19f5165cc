"""Why a ticket is where it is: its segment, its team, its clocks and its warnings, told from what was recorded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """`key` is the ticket's number as people say it."""

    key: str
    sections: tuple[Section, ...]
