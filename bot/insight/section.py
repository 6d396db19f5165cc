"""A part of an explanation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[str, ...]
