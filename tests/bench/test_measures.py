"""What the figures of search mean."""

import pytest

from bench.measures import Answer, mean_of, measures

RIGHT_AND_SURE = Answer([("vpn", 0.9), ("wifi", 0.2)], "vpn")
RIGHT_AND_UNSURE = Answer([("vpn", 0.3)], "vpn")
SECOND = Answer([("wifi", 0.5), ("vpn", 0.4)], "vpn")
MISSED = Answer([], "vpn")
UNANSWERABLE = Answer([("vpn", 0.6)], None)


def test_ranks_are_those_of_the_right_article() -> None:
    found = measures([RIGHT_AND_SURE, SECOND, MISSED, UNANSWERABLE])

    assert (found.recall_1, found.recall_3) == pytest.approx((1 / 3, 2 / 3))
    assert found.mrr == pytest.approx((1 + 1 / 2 + 0) / 3)


def test_shown_and_right_counts_what_stands_above_the_unanswerable() -> None:
    assert measures([RIGHT_AND_SURE, RIGHT_AND_UNSURE, UNANSWERABLE]).shown_and_right == 0.5


def test_a_wrong_first_article_is_never_shown_and_right() -> None:
    sure_and_wrong = Answer([("wifi", 0.99)], "vpn")

    assert measures([sure_and_wrong, RIGHT_AND_SURE, UNANSWERABLE]).shown_and_right == 0.5


def test_false_offers_are_those_that_the_right_ones_cost() -> None:
    assert measures([RIGHT_AND_UNSURE, UNANSWERABLE]).false_offers == 1
    assert measures([RIGHT_AND_SURE, UNANSWERABLE]).false_offers == 0


def test_scores_that_part_both_kinds_have_an_area_of_one() -> None:
    assert measures([RIGHT_AND_SURE, UNANSWERABLE]).auroc == 1
    assert measures([RIGHT_AND_UNSURE, UNANSWERABLE]).auroc == 0


def test_the_mean_is_taken_of_each_figure() -> None:
    one, other = measures([RIGHT_AND_SURE, UNANSWERABLE]), measures([RIGHT_AND_UNSURE, UNANSWERABLE])

    assert mean_of([one, other]).auroc == 0.5
