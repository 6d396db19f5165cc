"""Slips of the keyboard in a question, put right by the words that the articles use."""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters. One slip in a shorter word makes another word too easily."""
CLOSE = 0.8
"""One slip in five letters: a letter missing, added, wrong, or swapped with its neighbour."""


def repaired(words: Iterable[str], known: Mapping[str, object]) -> list[str]:
    """Each unknown word replaced by the known word closest to it, where one is close enough."""
    return [word if len(word) < SHORTEST or word in known else _closest(word, known) for word in words]


def _closest(word: str, known: Mapping[str, object]) -> str:
    found = process.extractOne(word, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=CLOSE)
    return found[0] if found else word
