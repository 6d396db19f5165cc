"""The pieces of an article that a question is compared with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.kb.article import Article

LONGEST_CHUNK = 90
"""Words. Longer pieces blur: a question resembles one paragraph, seldom a page."""
_MARKS = re.compile(r"[*_`#>\[\]()]+")


@dataclass(frozen=True)
class Unit:
    """`text` is what the question is compared with; `shown` is what a reader is told that it resembles."""

    text: str
    shown: str


def units_of(article: Article) -> Iterator[Unit]:
    """The title, each phrase, and the steps and body in chunks that carry the title along."""
    yield Unit(article.title, f"the title “{article.title}”")
    for phrase in article.phrases:
        yield Unit(phrase, f"the question “{phrase}”")
    for chunk in chunks_of([*article.steps, *article.body.split("\n\n")]):
        yield Unit(f"{article.title} {chunk}", f"the text of “{article.title}”")


def whole_of(article: Article) -> str:
    """All that an article says, with the title twice."""
    return " ".join([article.title, article.title, *article.phrases, *article.steps, article.body])


def chunks_of(paragraphs: Sequence[str]) -> Iterator[str]:
    """Neighbouring paragraphs joined, and long ones cut, so that no chunk has more than `LONGEST_CHUNK` words."""
    words: list[str] = []
    for paragraph in paragraphs:
        own = _MARKS.sub(" ", paragraph).split()
        if words and len(words) + len(own) > LONGEST_CHUNK:
            yield " ".join(words)
            words = []
        words += own
        while len(words) > LONGEST_CHUNK:
            yield " ".join(words[:LONGEST_CHUNK])
            words = words[LONGEST_CHUNK:]
    if words:
        yield " ".join(words)
