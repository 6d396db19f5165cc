"""Whether two questions are about the same, as far as their words tell."""

from bot.kb.words import FUNCTION_WORDS, stem_of, words_of

SAME = 0.5
"""The share of words in common from which two questions are taken for the same."""


def alike(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1; words that every question has do not count."""
    return overlap(content_of(one), content_of(other))


def overlap(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The same of two texts whose content is known."""
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def content_of(text: str) -> frozenset[str]:
    """The stems of the words that tell what a text is about."""
    return frozenset(stem_of(word) for word in words_of(text) if word not in FUNCTION_WORDS)
