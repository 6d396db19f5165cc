"""A draft of an article, taken word for word from what was asked and from what solved it: for a person to edit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.kb.alike import alike, content_of, overlap

MOST_PHRASES, MOST_STEPS = 8, 8
LONGEST_PHRASE, LONGEST_STEP, LONGEST_TITLE = 200, 400, 120
SAID_TWICE = 0.8
"""The share of words in common from which one sentence says what another does."""
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_NO_STEP = re.compile(
    r"@|^(hi|hello|hey|dear|good (morning|afternoon)|thanks|thank you|sorry|best|regards|cheers)\b", re.I
)
_SHORTEST_STEP = 3  # words


@dataclass(frozen=True)
class Draft:
    """`steps` are the sentences that the solutions have in common, in the order in which they are usually written."""

    title: str
    phrases: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class _Sentence:
    text: str
    place: float  # in its solution, 0 for the first and 1 for the last


def draft(questions: Sequence[str], solutions: Iterable[str]) -> Draft:
    """`questions` are of one topic, the most typical first."""
    asked = [" ".join(question.split()) for question in questions]
    short = [question for question in asked if len(question) <= LONGEST_PHRASE]
    phrases = list(dict.fromkeys(short or asked[:1]))
    return Draft(_title(phrases[0]), tuple(phrases[:MOST_PHRASES]), _steps(solutions))


def _title(question: str) -> str:
    return (question[:1].upper() + question[1:])[:LONGEST_TITLE]


def _steps(solutions: Iterable[str]) -> tuple[str, ...]:
    sentences = [sentence for solution in solutions for sentence in _sentences(solution)]
    words = {each.text: content_of(each.text) for each in sentences}
    support = {text: sum(overlap(own, words[other.text]) for other in sentences) for text, own in words.items()}
    ranked = sorted(sentences, key=lambda each: (-support[each.text], each.place))
    kept = set(_told_once([each.text for each in ranked])[:MOST_STEPS])
    first = {each.text: each for each in reversed(ranked)}
    return tuple(sorted(kept, key=lambda text: (first[text].place, text)))


def _sentences(solution: str) -> Iterable[_Sentence]:
    parts = [" ".join(part.split()) for part in _ENDS.split(solution)]
    steps = [part for part in parts if len(part.split()) >= _SHORTEST_STEP and not _NO_STEP.search(part)]
    last = max(len(steps) - 1, 1)
    return (_Sentence(text[:LONGEST_STEP], number / last) for number, text in enumerate(steps))


def _told_once(texts: Iterable[str]) -> list[str]:
    """Without those that say again what an earlier one says."""
    kept: list[str] = []
    for text in texts:
        if text not in kept and all(alike(text, other) < SAID_TWICE for other in kept):
            kept.append(text)
    return kept
