"""A page of another system, as far as an article can be made of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`text` is Markdown. `source` is where it stood: a file, or the address that an export gives."""

    title: str
    text: str
    source: str
    changed: str = ""
    labels: tuple[str, ...] = ()
