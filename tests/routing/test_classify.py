from dataclasses import dataclass

import pytest

from bot.kb.library import Library
from bot.routing.calibrate import PRECISION
from bot.routing.category import UNSURE
from bot.routing.classify import Classifier
from bot.routing.training import Example
from tests.kb.shipped import articles, questions


@dataclass(frozen=True)
class Topic:
    id: str
    examples: tuple[str, ...]


PRINTER = Topic(
    "printer", ("the printer is jammed", "add a printer", "printer offline", "nothing prints", "out of toner")
)
VPN = Topic("vpn", ("vpn drops", "cannot connect to vpn", "vpn slow at home", "vpn client error", "install the vpn"))
PASSWORD = Topic("password", ("forgot my password", "reset password", "account locked", "password expired"))
OTHER = Topic(UNSURE, ("who can help me", "i have a question", "need some help"))
TOPICS = (PRINTER, VPN, PASSWORD, OTHER)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.train(TOPICS)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("paper jam in the printer on floor 2", "printer"),
        ("my vpn connection drops all the time", "vpn"),
        ("passwrod reset pls", "password"),
    ],
)
def test_the_words_tell_the_category(classifier: Classifier, text: str, category: str) -> None:
    classification = classifier.classify(text)

    assert classification.category == category
    assert classification.is_sure


@pytest.mark.parametrize("text", ["", "🙂", "zzzz", "the elephant escaped"])
def test_words_that_nobody_used_leave_the_category_open(classifier: Classifier, text: str) -> None:
    classification = classifier.classify(text)

    assert classification.category == UNSURE
    assert not classification.is_sure


def test_a_guess_below_the_bar_becomes_the_runner_up() -> None:
    classification = Classifier.train(TOPICS, bar=0.999).classify("printer or vpn")

    assert classification.category == UNSURE
    assert classification.runner_up in ("printer", "vpn")


def test_two_topics_in_one_question_are_first_and_runner_up(classifier: Classifier) -> None:
    classification = classifier.classify("printer jammed while on vpn")

    assert {classification.category, classification.runner_up} == {"printer", "vpn"}


def test_confidence_is_a_share(classifier: Classifier) -> None:
    assert 0 < classifier.classify("printer").confidence <= 1


def test_phrases_of_articles_are_learned_too() -> None:
    text = "barcode gun is dead"
    taught = Classifier.train(TOPICS, {"printer": ("barcode gun broken", "the barcode gun is dead")})

    assert taught.classify(text).category == "printer"
    assert Classifier.train(TOPICS).classify(text).category != "printer"


def test_phrases_of_a_category_that_the_policy_lacks_teach_nothing() -> None:
    taught = Classifier.train(TOPICS, {"coffee": ("coffee machine leaks",)})

    assert taught.classify("coffee machine leaks").category != "coffee"


def test_one_category_is_enough_to_learn_from() -> None:
    assert Classifier.train((PRINTER,)).classify("printer offline").category == "printer"


def test_the_start_of_a_very_long_text_decides(classifier: Classifier) -> None:
    assert classifier.classify("vpn drops, " * 100 + "printer " * 10_000).category == "vpn"


def test_the_same_words_get_the_same_answer_from_each_training() -> None:
    first, second = (Classifier.train(TOPICS).classify("vpn broken") for _ in range(2))

    assert first == second


def test_a_correction_decides_what_is_worded_alike() -> None:
    asked = "the badge reader at the door rejects me"
    assert not Classifier.train(TOPICS).classify(asked).is_sure
    taught = Classifier.train(TOPICS, corrected=[Example("door badge reader rejects my badge", "password")])

    assert taught.classify(asked).category == "password"


def test_the_newest_of_two_corrections_wins() -> None:
    taught = Classifier.train(TOPICS, corrected=[Example("Badge reader!", "vpn"), Example("badge reader", "password")])

    assert taught.classify("badge reader").category == "vpn"


def test_a_correction_wins_over_an_example_of_the_same_words() -> None:
    taught = Classifier.train(TOPICS, corrected=[Example("nothing prints", "vpn")])

    assert taught.classify("nothing prints").category == "vpn"


def test_a_correction_to_a_category_that_the_policy_lacks_teaches_nothing() -> None:
    taught = Classifier.train(TOPICS, corrected=[Example("badge reader", "of old")])

    assert taught.classify("badge reader").category == UNSURE


@pytest.fixture(scope="module")
def taught_by_articles() -> Classifier:
    phrases = Library(articles()).phrases()
    return Classifier.train([Topic(category, ()) for category in phrases], phrases)


def test_questions_as_people_type_them_get_the_category_of_the_article_that_answers_them(
    taught_by_articles: Classifier,
) -> None:
    main_category = {article.slug: article.categories[0] for article in articles()}
    asked = [(question.ask, question.article) for question in questions() if question.article]
    answers = [(taught_by_articles.classify(ask), main_category[article]) for ask, article in asked]
    sure = [guess.category == right for guess, right in answers if guess.is_sure]

    assert len(sure) / len(asked) >= 0.65
    assert sum(sure) / len(sure) >= 0.94


def test_where_there_are_enough_texts_they_set_the_bar(taught_by_articles: Classifier) -> None:
    found = taught_by_articles.calibration

    assert found.precision == pytest.approx(PRECISION, abs=0.02)
    assert found.error is not None
    assert found.error < 0.1
