import pytest

from bot.kb.bm25 import Bm25
from bot.kb.vocabulary import Vocabulary, itself


def cover(*texts: str) -> Bm25:
    vocabulary = Vocabulary(itself)
    return Bm25([vocabulary.learn(text.split()) for text in texts], vocabulary)


COVER = cover("printer jam paper", "vpn drops home", "printer driver mac", "printer toner")


def test_a_text_with_every_word_of_the_question_scores_higher_than_one_with_some() -> None:
    scores = COVER.to(["printer", "jam"])

    assert scores[0] > scores[2] > 0


def test_a_text_with_no_word_of_the_question_scores_nothing() -> None:
    assert COVER.to(["printer"])[1] == 0


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    scores = COVER.to(["printer", "home"])

    assert scores[1] > scores[0]


def test_words_that_no_text_knows_count_against_a_match() -> None:
    assert COVER.to(["jam", "elephant"])[0] < COVER.to(["jam"])[0]


def test_scores_stay_between_nothing_and_one() -> None:
    assert cover("jam " * 50, "vpn").to(["jam"]).tolist() == [1.0, 0.0]


def test_a_question_of_unknown_words_alone_scores_nothing() -> None:
    assert COVER.to(["elephant"]).tolist() == [0, 0, 0, 0]


def test_a_word_said_twice_in_the_question_counts_once() -> None:
    assert COVER.to(["jam", "jam", "vpn"]).tolist() == pytest.approx(COVER.to(["jam", "vpn"]).tolist())
