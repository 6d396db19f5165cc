import numpy as np
import pytest

from bot.kb.cosine import Cosine
from bot.kb.vocabulary import Vocabulary, runs_of

LETTERS = Vocabulary(runs_of)
COSINE = Cosine([LETTERS.learn(text.split()) for text in ("printer jam", "vpn drop", "keyboard")], len(LETTERS))


def asked(text: str) -> list[float]:
    return COSINE.to(LETTERS.known(text.split())).tolist()


def test_the_same_words_are_fully_alike() -> None:
    assert asked("printer jam")[0] == pytest.approx(1)


def test_other_words_have_nothing_in_common() -> None:
    assert asked("printer jam")[1] == 0


def test_letters_forgive_a_slip() -> None:
    alike = asked("keybaord")

    assert alike[2] > alike[0]


def test_words_are_seen_inside_compounds() -> None:
    assert asked("keyboardtray")[2] > 0.4


def test_a_question_of_nothing_known_is_like_nothing() -> None:
    assert asked("🙂") == [0, 0, 0]


def test_some_texts_score_as_they_do_among_all() -> None:
    question = LETTERS.known(["printer", "keyboard"])

    assert COSINE.to_some(question, np.array([2, 0])).tolist() == pytest.approx(COSINE.to(question)[[2, 0]].tolist())
