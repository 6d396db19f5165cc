"""What people of a segment usually ask about leans a doubtful guess that way, and never a clear one."""

from math import log

import pytest

from bot.routing.classify import Classifier
from bot.routing.habits import FARTHEST, Habits
from tests.routing.test_classify import TOPICS

NAMES = ("printer", "vpn")
FIELD = {("field", "vpn"): 900, ("field", "printer"): 100, ("office", "printer"): 900, ("office", "vpn"): 100}


def test_without_tickets_nobody_leans_anywhere() -> None:
    assert Habits().leaning("field", NAMES).tolist() == [0, 0]


def test_people_lean_to_what_they_ask_more_than_everybody() -> None:
    printer, vpn = Habits(FIELD).leaning("field", NAMES)
    assert printer < 0 < vpn


def test_a_segment_that_nobody_knows_asks_what_everybody_asks() -> None:
    assert Habits(FIELD).leaning("new", NAMES).tolist() == pytest.approx([0, 0])


def test_a_few_tickets_lean_little() -> None:
    few = {key: count // 100 if key[0] == "field" else count for key, count in FIELD.items()}
    shares_alone = log(0.9 / 0.11)  # nine of ten against one of ten in the whole company
    assert 0 < Habits(few).leaning("field", NAMES)[1] < shares_alone / 2


def test_who_asks_never_tells_more_than_what_is_asked() -> None:
    only = {("field", "vpn"): 1, ("office", "printer"): 100_000, ("field", "printer"): 100_000}
    leanings = Habits(only | {("lab", "vpn"): 100_000}).leaning("lab", NAMES)
    assert max(abs(each) for each in leanings) <= FARTHEST


def test_what_the_words_leave_open_the_habit_of_the_segment_decides() -> None:
    classifier = Classifier.train(TOPICS, habits=Habits(FIELD), bar=0)
    doubtful = "printer offline, vpn client error"
    assert classifier.classify(doubtful, "field").category == "vpn"
    assert classifier.classify(doubtful, "office").category == "printer"


def test_what_the_words_say_clearly_no_habit_changes() -> None:
    assert (
        Classifier.train(TOPICS, habits=Habits(FIELD)).classify("the printer is jammed", "field").category == "printer"
    )
