"""Dots lie where their values are on a scale with round ticks."""

import pytest

from bot.insight.interval import Estimate
from bot.views.audit.plot import Plot, Row, plot


def drawn(*estimates: Estimate) -> Plot:
    rows = [Row("x", each) for each in estimates]
    return plot("Hours", rows, 5, lambda value: f"{value:g} h", lambda each: f"{each.n}")


def test_the_scale_begins_at_nought_and_has_round_ticks() -> None:
    assert [words for _, words in drawn(Estimate(5, 4, 7, 40)).ticks] == ["0", "2 h", "4 h", "6 h", "8 h"]


def test_a_dot_lies_at_its_value() -> None:
    (dot,) = drawn(Estimate(4, 2, 8, 40)).dots
    assert (dot.low, dot.at, dot.high) == (25, 50, 100)


def test_an_interval_from_few_cases_does_not_stretch_the_scale() -> None:
    few, many = Estimate(5, 0, 400, 3), Estimate(5, 4, 8, 40)
    assert drawn(few, many).dots[0].high == 100


def test_too_few_cases_are_drawn_faint() -> None:
    assert drawn(Estimate(5, 4, 6, 29)).dots[0].is_faint


@pytest.mark.parametrize("highest", [0.003, 0.4, 1, 7, 99, 12000])
def test_every_scale_holds_its_highest_value(highest: float) -> None:
    assert drawn(Estimate(highest, highest, highest, 40)).dots[0].at <= 100
    assert drawn(Estimate(highest, highest, highest, 40)).dots[0].at > 40


def test_a_plot_of_nothing_but_noughts_has_a_scale() -> None:
    assert drawn(Estimate(0, 0, 0, 40)).dots[0].at == 0


def test_where_all_have_few_cases_their_values_make_the_scale() -> None:
    (dot,) = drawn(Estimate(4, 1, 400, 3)).dots
    assert dot.at == 100
