"""The rating question, its answer, and the question after it."""

import pytest

from bot.errors import Refusal
from bot.views import survey
from bot.views.form import InvalidForm
from tests.builders import make_file, make_rating
from tests.views.shown import answered, buttons_of, check_message, check_modal, typed, words_of


def test_it_asks_the_segments_own_question() -> None:
    shown = survey.render(make_file(), make_rating(question="Was it quick enough?"))
    assert shown.text == "HD-12 is solved. Was it quick enough?"


def test_the_numbers_come_with_words() -> None:
    shown = buttons_of(survey.render(make_file(), make_rating()).blocks)
    assert list(shown) == ["1 · Very poor", "2 · Poor", "3 · All right", "4 · Good", "5 · Very good"]


def test_every_number_carries_ticket_and_score() -> None:
    shown = buttons_of(survey.render(make_file(), make_rating()).blocks)
    assert [survey.read(each) for each in shown.values()] == [(12, score) for score in range(1, 6)]
    assert tuple(each["action_id"] for each in shown.values()) == survey.SCORES


def test_a_click_without_a_score_is_refused() -> None:
    with pytest.raises(Refusal):
        survey.read({"value": "12:five"})


def test_an_answer_is_thanked_for() -> None:
    shown = survey.render(make_file(), make_rating(score=4))
    assert shown.text == "Thank you. You rated HD-12 4 of 5: good."
    check_message(shown)


def test_more_can_be_said_where_the_segment_asks() -> None:
    shown = buttons_of(survey.render(make_file(), make_rating(score=2)).blocks)
    assert list(shown) == ["What should we have done differently?"]
    assert survey.read_comment_click(shown["What should we have done differently?"]) == 12


def test_no_more_is_asked_where_the_segment_does_not() -> None:
    assert buttons_of(survey.render(make_file(), make_rating(score=2, follow_up=None)).blocks) == {}


def test_what_was_said_is_kept_and_not_asked_again() -> None:
    shown = survey.render(make_file(), make_rating(score=2, comment="Call me next time"))
    assert "Your words are kept for the people who run the desk." in words_of(shown.blocks)
    assert buttons_of(shown.blocks) == {}


def test_the_form_asks_the_follow_up_question() -> None:
    view = survey.comment_modal(12, "What should we have done differently?")
    check_modal(view)
    assert view["callback_id"] == survey.COMMENT_CALLBACK
    assert view["blocks"][0]["label"]["text"] == "What should we have done differently?"


def test_a_comment_comes_back_with_its_ticket() -> None:
    view = answered(survey.comment_modal(12, "Why?"), text=typed(" Call me next time "))
    assert survey.read_comment(view) == (12, "Call me next time")


def test_an_empty_comment_is_sent_back() -> None:
    with pytest.raises(InvalidForm) as refused:
        survey.read_comment(answered(survey.comment_modal(12, "Why?"), text=typed(" ")))
    assert refused.value.errors == {"text": "Write a few words, or press Cancel."}
