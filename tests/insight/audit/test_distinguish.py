"""A cluster is described by what is frequent in it and rare elsewhere."""

import numpy as np

from bot.insight.audit.distinguish import marks_of
from tests.insight.audit.past import make_past, population

FIELD = [make_past("Field Service", category="Tablet")] * 20
OFFICE = [make_past(category="Email")] * 80


def test_what_is_frequent_only_here_is_a_mark_with_its_lift() -> None:
    marks = {mark.value: mark.lift for mark in marks_of(population(FIELD, OFFICE), np.arange(100) < 20)}
    assert marks == {"Field Service": 5, "Tablet": 5}


def test_what_is_as_frequent_everywhere_is_no_mark() -> None:
    assert marks_of(population(OFFICE), np.arange(80) < 40) == ()


def test_what_hardly_anybody_has_does_not_describe_a_cluster() -> None:
    odd = [make_past("Board", category="Email")]
    marks = marks_of(population(FIELD, odd, OFFICE), np.arange(101) < 21)
    assert "Board" not in {mark.value for mark in marks}
