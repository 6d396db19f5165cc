"""Whether somebody came back with what an article seemed to have solved."""

from datetime import timedelta

import pytest

from bot.deflection.returned import Asked, is_return
from tests.builders import NOON

SOLVED = Asked("my vpn drops every hour", "vpn", NOON)


def test_the_same_category_within_a_week_is_a_return_whatever_the_words() -> None:
    assert is_return(SOLVED, Asked("globalconnect says timeout", "vpn", NOON + timedelta(days=6)))


def test_similar_words_are_a_return_whatever_the_category() -> None:
    assert is_return(SOLVED, Asked("the vpn drops again every hour", None, NOON + timedelta(hours=1)))


def test_something_else_is_none() -> None:
    assert not is_return(SOLVED, Asked("the printer is out of toner", "printing", NOON + timedelta(hours=1)))


def test_two_questions_whose_category_nobody_knows_are_not_the_same_for_that() -> None:
    assert not is_return(Asked("a", None, NOON), Asked("where is the canteen", None, NOON))


@pytest.mark.parametrize(("days", "returned"), [(7, True), (7.01, False)])
def test_a_week_later_it_is_new_trouble(days: float, returned: bool) -> None:
    assert is_return(SOLVED, Asked("my vpn drops every hour", "vpn", NOON + timedelta(days=days))) is returned


def test_what_was_asked_before_the_article_helped_is_no_return() -> None:
    assert not is_return(SOLVED, Asked("my vpn drops every hour", "vpn", NOON - timedelta(minutes=5)))
