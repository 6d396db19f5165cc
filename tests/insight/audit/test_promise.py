"""A promise is what is kept for four tickets of five, rounded up; the underserved are promised what others get."""

import numpy as np

from bot.insight.audit.promise import Promises, Source, promises
from bot.insight.audit.ticket import PastTicket
from tests.insight.audit.past import make_past, population


def tickets(middle: float, count: int, priority: str = "P3") -> list[PastTicket]:
    return [make_past(resolution=middle * factor, priority=priority) for factor in np.linspace(0.5, 1.5, count)]


def promised(own: list[PastTicket], others: list[PastTicket], *, underserved: bool = False) -> Promises:
    everybody = population(own, others)
    members = np.arange(len(everybody)) < len(own)
    return promises(everybody, everybody.resolution, members, members if underserved else ~members)


def test_four_of_five_tickets_would_have_kept_it() -> None:
    found = promised(tickets(10, 100), tickets(2, 100))["P3"]
    assert (found.hours, found.source) == (14, Source.OWN)


def test_the_underserved_are_promised_what_the_others_get() -> None:
    found = promised(tickets(10, 100), tickets(2, 100), underserved=True)["P3"]
    assert (found.hours, found.source) == (3, Source.OTHERS)


def test_too_few_tickets_of_its_own_take_those_of_all() -> None:
    found = promised(tickets(10, 29), tickets(2, 100))["P3"]
    assert found.source is Source.ALL


def test_a_priority_of_which_too_little_is_known_has_no_promise() -> None:
    assert set(promised(tickets(10, 100), tickets(2, 10, "P1"))) == {"P3"}


def test_what_is_more_important_is_never_promised_later() -> None:
    own = [*tickets(20, 60, "P1"), *tickets(5, 60, "P2")]
    found = promised(own, [])
    assert found["P1"].hours <= found["P2"].hours
