"""Figures come with bounds that are known from elsewhere, or that hold in repeated draws."""

import numpy as np
import pytest

from bot.insight.interval import quantile, rate, share_against_share


def test_the_wilson_interval_of_8_in_10() -> None:
    """Newcombe (1998), method 3."""
    found = rate(8, 10)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)


@pytest.mark.parametrize(("hits", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0)])
def test_a_rate_of_nothing_or_everything_stays_between_0_and_1(hits: int, low: float, high: float) -> None:
    found = rate(hits, 10)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_nothing_has_no_rate_and_no_median() -> None:
    assert (rate(0, 0), quantile(np.array([]), 0.5)) == (None, None)


def test_the_median_lies_within_its_bounds_in_19_of_20_draws() -> None:
    chance = np.random.default_rng(3)
    draws = [quantile(chance.lognormal(0, 1, 60), 0.5) for _ in range(200)]
    kept = sum(draw is not None and draw.low <= 1.0 <= draw.high for draw in draws)
    assert kept / len(draws) >= 0.94


def test_a_group_that_costs_what_all_cost_has_a_ratio_of_1() -> None:
    found = share_against_share(np.full(100, 5.0), np.arange(100) < 40)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1))


def test_a_group_whose_cases_cost_twice_as_much_as_the_others_takes_more_than_its_share() -> None:
    amounts = np.where(np.arange(100) < 50, 2.0, 1.0)
    found = share_against_share(amounts, np.arange(100) < 50)
    assert found is not None
    assert found.value == pytest.approx((100 / 150) / 0.5)


def test_the_ratio_of_shares_lies_within_its_bounds_in_19_of_20_draws() -> None:
    chance, members = np.random.default_rng(5), np.arange(300) < 90
    draws = [share_against_share(chance.lognormal(0, 0.6, 300), members) for _ in range(300)]
    kept = sum(draw is not None and draw.low <= 1.0 <= draw.high for draw in draws)
    assert kept / len(draws) >= 0.92
