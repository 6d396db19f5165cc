"""What a lead reads of a burst."""

from datetime import timedelta

from bot.insight.burst import Rate
from bot.views import burst
from bot.views.burst import BurstNews

HOUR = timedelta(hours=1)


def told(
    topic: str | None = "VPN", people: int = 5, usual: tuple[int, ...] = (1, 0, 0, 1), keys: tuple[str, ...] = ()
) -> str:
    return burst.render(BurstNews(topic, Rate(people, usual), HOUR, keys)).text


def test_the_figures_come_first() -> None:
    assert told().startswith("5 people asked about VPN within 1 hour. Usually it is 0.5 (in the same hours of the last")


def test_every_week_that_was_compared_is_told() -> None:
    assert "(in the same hours of the last 4 weeks: 1, 0, 0, 1)." in told()
    assert "(in the same hours of the week before: 2)." in told(usual=(2,))


def test_it_says_how_seldom_so_many_come_by_chance() -> None:
    assert "less than once in 300 such times." in told()


def test_what_nobody_can_sort_reads_alike() -> None:
    assert told(topic=None).startswith("5 people asked in much the same words within 1 hour.")


def test_the_tickets_are_listed_as_far_as_they_fit() -> None:
    assert "Tickets: HD-1, HD-2." in told(keys=("HD-1", "HD-2"))
    assert "and 5 more." in told(keys=tuple(f"HD-{number}" for number in range(20)))
    assert "None of them has a ticket yet." in told()
