"""How surprising a number of reports is, against those of the weeks before."""

import pytest

from bot.insight.burst import Rate


def test_nothing_can_be_unusual_without_a_week_to_compare_with() -> None:
    assert Rate(50, ()).chance == 1.0


def test_the_more_people_the_less_it_is_chance() -> None:
    chances = [Rate(people, (1, 0, 2, 1)).chance for people in range(1, 9)]
    assert chances == sorted(chances, reverse=True)


def test_nobody_at_all_is_no_surprise() -> None:
    assert Rate(0, (3, 4)).chance == 1.0


@pytest.mark.parametrize(("people", "usual", "chance"), [(1, (0,), 0.2929), (3, (0,) * 8, 0.000443)])
def test_the_tail_is_that_of_a_negative_binomial(people: int, usual: tuple[int, ...], chance: float) -> None:
    assert Rate(people, usual).chance == pytest.approx(chance, rel=0.02)


def test_with_many_weeks_it_is_the_tail_of_a_poisson_count() -> None:
    assert Rate(5, (1,) * 400).chance == pytest.approx(0.00366, rel=0.05)  # at a rate of 1


def test_a_short_memory_makes_careful() -> None:
    assert Rate(4, (0,)).chance > Rate(4, (0,) * 8).chance
