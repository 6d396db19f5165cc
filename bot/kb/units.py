"""The pieces of an article that a question is compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.kb.article import Article

LONGEST_CHUNK = 90
"""Words. Longer pieces blur: a question resembles one paragraph, seldom a page."""


@dataclass(frozen=True)
class Unit:
    """`text` is what the question is compared with; `shown` is what a reader is told that it resembles."""

    text: str
    shown: str


def units_of(article: Article) -> Iterator[Unit]:
    """The title, each phrase, and the steps and body in chunks that carry the title along."""
    title = article.title
    yield Unit(f"{title} {title}", f"the title “{title}”")
    for phrase in article.phrases:
        yield Unit(phrase, f"the question “{phrase}”")
    for chunk in chunks_of([*article.steps, *article.body.split("\n\n")]):
        yield Unit(f"{title} {title} {chunk}", f"the text of “{title}”")


def chunks_of(paragraphs: list[str]) -> Iterator[str]:
    """Neighbouring paragraphs joined, and long ones cut, so that no chunk has more than `LONGEST_CHUNK` words."""
    words: list[str] = []
    for paragraph in paragraphs:
        own = re.sub(r"[*_`#>\[\]()]+", " ", paragraph).split()
        if words and len(words) + len(own) > LONGEST_CHUNK:
            yield " ".join(words)
            words = []
        words += own
        while len(words) > LONGEST_CHUNK:
            yield " ".join(words[:LONGEST_CHUNK])
            words = words[LONGEST_CHUNK:]
    if words:
        yield " ".join(words)
