"""How well the shipped articles answer what people really type, half of which no article answers."""

import pytest

from tests.kb.shipped import SEGMENTS, articles, cases, questions


def share(cases: list[bool]) -> float:
    return sum(cases) / len(cases)


def test_there_are_enough_questions_and_half_of_them_have_no_answer() -> None:
    assert len(questions()) >= 300
    assert 0.45 <= share([question.is_unanswerable for question in questions()]) <= 0.55


def test_every_segment_asks_both_kinds() -> None:
    asked = {(question.segment, question.is_unanswerable) for question in questions()}

    assert asked == {(segment, unanswerable) for segment in SEGMENTS for unanswerable in (True, False)}


def test_no_question_is_asked_twice_or_is_a_phrase_of_an_article() -> None:
    phrases = {phrase.lower() for article in articles() for phrase in article.phrases}
    asked = [question.ask.lower() for question in questions()]

    assert len(set(asked)) == len(asked)
    assert set(asked) & phrases == set()


def test_the_first_article_is_the_right_one_for_three_of_four_questions() -> None:
    assert share([case.is_right for case in cases() if not case.is_unanswerable]) >= 0.75


@pytest.mark.parametrize("segment", sorted(SEGMENTS))
def test_the_first_article_is_mostly_the_right_one_in_every_segment(segment: str) -> None:
    assert share([case.is_right for case in cases() if case.segment == segment and not case.is_unanswerable]) > 0.5
