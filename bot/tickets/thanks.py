"""Telling thanks from news: thanks do not reopen a ticket."""

import re

_WELL = frozenset(
    """
    thank thanks thx ty cheers great perfect awesome brilliant solved works working good fine ok okay done fixed danke
    merci gracias
    """.split()
)
_WORDS = _WELL | frozenset(
    "it that now so much a lot very many all yes you and is work the team for your help everyone".split()
)
_TOLD_APART = re.compile(r":[a-z0-9_+-]+:|[^\w\s]")


def is_thanks(text: str) -> bool:
    """Whether a short text says no more than that all is well. A question wants an answer."""
    words = _words(text)
    says_well = not _WELL.isdisjoint(words)
    return says_well and "?" not in text and len(words) <= 12 and _WORDS.issuperset(words)


def is_no_news(text: str) -> bool:
    """Whether an answer in a thread leaves everything as it is: thanks, or no more than an emoji."""
    return is_thanks(text) or (not _words(text) and "?" not in text)


def _words(text: str) -> list[str]:
    return _TOLD_APART.sub(" ", text.lower()).split()
