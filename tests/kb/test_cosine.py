import pytest

from bot.kb.cosine import Cosine

TEXTS = ["printer jam", "vpn drop", "keyboard"]


def test_the_same_words_are_fully_alike() -> None:
    assert Cosine.of_words(TEXTS).to("printer jam")[0] == pytest.approx(1)


def test_other_words_have_nothing_in_common() -> None:
    assert Cosine.of_words(TEXTS).to("printer jam")[1] == 0


def test_words_that_every_question_has_make_nothing_alike() -> None:
    assert Cosine.of_words(["how do i print", "vpn"]).to("how do i dance").tolist() == [0, 0]


def test_letters_forgive_a_slip() -> None:
    alike = Cosine.of_letters(TEXTS).to("keybaord")

    assert alike[2] > alike[0]
    assert alike[2] > 0


def test_nothing_was_learned_from_nothing() -> None:
    assert Cosine.of_words([]).to("printer").tolist() == [0]
