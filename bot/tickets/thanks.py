"""Telling thanks from news: thanks do not reopen a ticket."""

import re

_WORDS = frozenset(
    """
    thank thanks thx ty cheers great perfect awesome brilliant solved work works working it that now again so much a
    lot very many all good fine ok okay yes done fixed you and is the team for your help everyone danke merci gracias
    """.split()
)
_TOLD_APART = re.compile(r":[a-z0-9_+-]+:|[^\w\s]")


def is_thanks(text: str) -> bool:
    """Whether a short text says no more than that all is well. A question wants an answer."""
    words = _TOLD_APART.sub(" ", text.lower()).split()
    return "?" not in text and len(words) <= 12 and _WORDS.issuperset(words)
