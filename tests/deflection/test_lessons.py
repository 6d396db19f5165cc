"""What questions taught: phrases for the articles that answered them, doubts about those that did not."""

from collections.abc import Sequence

from bot.deflection.lessons import LONGEST_PHRASE, LOWERED, MOST_DOUBTS, MOST_PHRASES, Lessons
from bot.kb.search import Hit
from bot.tickets.lesson import Lesson
from tests.builders import NOON
from tests.kb.articles import make_article

QUESTION = "globalconnect throws me out every few minutes"


def lesson(text: str = QUESTION, slug: str = "vpn", helped: bool = True) -> Lesson:
    return Lesson(request_id="request-1", slug=slug, text=text, helped=helped, at=NOON)


def weighed(lessons: Sequence[Lesson], question: str = QUESTION) -> dict[str, float]:
    hits = [Hit(make_article("vpn"), 0.8, "why"), Hit(make_article("wifi"), 0.7, "why")]
    return {hit.article.slug: hit.score for hit in Lessons(lessons).weigh(question, hits)}


def test_a_question_that_was_answered_is_a_phrase_of_its_article() -> None:
    assert Lessons([lesson()]).phrases() == {"vpn": [QUESTION]}


def test_a_question_that_was_not_answered_is_none() -> None:
    assert Lessons([lesson(helped=False)]).phrases() == {}


def test_a_question_is_learned_once() -> None:
    assert Lessons([lesson(), lesson()]).phrases() == {"vpn": [QUESTION]}


def test_an_article_takes_only_so_many_phrases_the_newest_first() -> None:
    known = [lesson(f"globalconnect error number{number}") for number in range(MOST_PHRASES + 5)]
    assert Lessons(known).phrases()["vpn"] == [each.text for each in known[:MOST_PHRASES]]


def test_a_single_word_and_a_story_are_no_phrases() -> None:
    assert Lessons([lesson("help vpn"), lesson("the vpn " * LONGEST_PHRASE)]).phrases() == {}


def test_an_article_that_did_not_help_is_lowered_for_similar_questions() -> None:
    doubts = [lesson(helped=False)]
    assert weighed(doubts, "globalconnect throws me out again every few minutes")["vpn"] == 0.8 * LOWERED


def test_for_other_questions_it_stays_where_it_was() -> None:
    assert weighed([lesson(helped=False)], "how do i install the vpn client")["vpn"] == 0.8


def test_an_article_that_failed_twice_falls_behind_the_next() -> None:
    assert list(weighed([lesson(helped=False)] * 2)) == ["wifi", "vpn"]


def test_whom_it_helped_speak_for_it() -> None:
    assert weighed([lesson(helped=False), lesson(helped=True)])["vpn"] == 0.8


def test_nobody_silences_an_article_by_pressing_again_and_again() -> None:
    assert weighed([lesson(helped=False)] * 50)["vpn"] == 0.8 * LOWERED**MOST_DOUBTS
