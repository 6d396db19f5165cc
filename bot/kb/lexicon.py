"""What the words of this knowledge base are, and how articles and questions are put into them."""

from dataclasses import dataclass, replace

from bot.kb.article import Article
from bot.kb.spelling import repaired
from bot.kb.synonyms import Synonyms
from bot.kb.units import Unit, units_of, whole_of
from bot.kb.vocabulary import Bag, Vocabulary, itself, runs_of
from bot.kb.words import stems_of

LONGEST_QUESTION = 150
"""Words. What somebody needs stands at the start; each word more costs time and blurs the question."""


@dataclass(frozen=True)
class Prepared:
    """An article as search compares it: the whole of it, and each unit by its letters."""

    article: Article
    units: tuple[Unit, ...]
    words: Bag
    letters: Bag
    unit_letters: tuple[Bag, ...]


@dataclass(frozen=True)
class Question:
    """`text` is what it means, for the encoder; `words` are its stems, with slips put right."""

    text: str
    words: tuple[str, ...]
    letters: Bag


class Lexicon:
    def __init__(self, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.words = Vocabulary(itself)
        self.letters = Vocabulary(runs_of)

    def copy(self) -> "Lexicon":
        """To learn further articles with, while this one is in use."""
        other = Lexicon(self.synonyms)
        other.words, other.letters = self.words.copy(), self.letters.copy()
        return other

    def prepare(self, article: Article) -> Prepared:
        settle = self.synonyms.settle
        units = tuple(replace(unit, text=settle(unit.text)) for unit in units_of(article))
        whole = stems_of(settle(whole_of(article)))
        return Prepared(
            article,
            units,
            self.words.learn(whole),
            self.letters.learn(whole),
            tuple(self.letters.learn(stems_of(unit.text)) for unit in units),
        )

    def read(self, text: str) -> Question:
        settled = " ".join(self.synonyms.settle(text).split()[:LONGEST_QUESTION])
        words = repaired(stems_of(settled)[:LONGEST_QUESTION], self.words.columns)
        return Question(settled, tuple(words), self.letters.known(words))
