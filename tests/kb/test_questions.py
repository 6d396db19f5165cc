"""How well the shipped articles answer what people really type by words alone (questions.yml: 75 + 75)."""

from typing import Any

import pytest

from bot.deflection.decide import OFFER_THRESHOLD
from bot.kb.search import Hit
from tests.kb.shipped import articles, index, questions

Question = dict[str, Any]


def best(question: Question) -> Hit | None:
    hits = index().search(question["ask"], question["segment"])
    return hits[0] if hits else None


def is_right(question: Question) -> bool:
    hit = best(question)
    return hit is not None and hit.article.slug == question["article"]


def is_shown(question: Question) -> bool:
    hit = best(question)
    return hit is not None and hit.score >= OFFER_THRESHOLD


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def answerable(kind: str) -> list[Question]:
    return [question for question in questions()[kind] if question["article"]]


def unanswerable(kind: str) -> list[Question]:
    return [question for question in questions()[kind] if not question["article"]]


@pytest.mark.parametrize("kind", ["seen", "fresh"])
def test_half_of_the_questions_have_no_answer(kind: str) -> None:
    assert len(answerable(kind)) == len(unanswerable(kind)) >= 25


def test_no_question_is_a_phrase_of_an_article() -> None:
    phrases = {phrase.lower() for article in articles() for phrase in article.phrases}
    asked = {question["ask"].lower() for kind in questions().values() for question in kind}

    assert asked & phrases == set()


@pytest.mark.parametrize("kind", ["seen", "fresh"])
def test_the_first_article_is_the_right_one_for_four_of_five_questions(kind: str) -> None:
    assert share([is_right(question) for question in answerable(kind)]) >= 0.80


@pytest.mark.parametrize("kind", ["seen", "fresh"])
def test_the_right_article_is_offered_first_for_more_than_half_of_the_questions(kind: str) -> None:
    assert share([is_shown(question) and is_right(question) for question in answerable(kind)]) >= 0.55


@pytest.mark.parametrize("kind", ["seen", "fresh"])
def test_a_wrong_article_is_seldom_offered_first(kind: str) -> None:
    assert share([is_shown(question) and not is_right(question) for question in answerable(kind)]) <= 0.04


@pytest.mark.parametrize("kind", ["seen", "fresh"])
def test_questions_without_an_answer_seldom_get_an_offer(kind: str) -> None:
    assert share([is_shown(question) for question in unanswerable(kind)]) <= 0.08
