"""What is sure is taken, what is unclear is asked for, and nothing is guessed when nobody can be asked."""

from collections.abc import Sequence

import pytest

from bot.errors import BadInput
from bot.ticket_export.column_map import ColumnMap
from bot.ticket_export.columns import Column
from bot.ticket_export.lengths import Unit
from bot.ticket_export.questions import Nobody, complete, understand
from tests.ticket_export.exports import make_plain_table, make_table


class Owner:
    """Answers in order, and remembers what was asked."""

    def __init__(self, *answers: str | None) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def choose(self, question: str, _choices: Sequence[str], _proposed: str | None) -> str | None:
        self.asked.append(question)
        return self._answers.pop(0)


def test_an_export_whose_heads_are_known_asks_nothing() -> None:
    owner = Owner()
    understand(make_table({}), owner)
    assert owner.asked == []


def test_a_column_that_is_needed_and_unknown_is_asked_for() -> None:
    table = make_plain_table({"Who": "Ana", "Created": "2026-09-14"})
    found = understand(table, Owner("Who"))
    assert found.columns.columns[Column.REQUESTER] == "Who"


def test_a_head_that_is_only_similar_is_asked_about() -> None:
    owner = Owner("Requestor")
    understand(make_plain_table({"Requestor": "Ana", "Created": "2026-09-14"}), owner)
    assert owner.asked == ["Which column tells who asked?"]


def test_a_proposal_that_is_declined_is_passed_over() -> None:
    found = understand(make_table({"Departement": "Sales"}), Owner(None))
    assert found.passed_over == {Column.DEPARTMENT: "Departement"}


def test_without_anybody_to_ask_what_is_needed_is_named() -> None:
    with pytest.raises(BadInput, match="a column that tells who asked"):
        understand(make_plain_table({"Who": "Ana", "Created": "2026-09-14"}), Nobody())


def test_days_that_may_be_months_are_asked_for_once() -> None:
    owner = Owner("day/month/year")
    found = understand(make_table({"Created": "03/04/2026", "Solved": "05/04/2026"}), owner)
    assert (len(owner.asked), set(found.columns.dates.values())) == (1, {"%d/%m/%Y"})


def test_days_that_may_be_months_are_refused_when_nobody_can_be_asked() -> None:
    with pytest.raises(BadInput, match=r"day/month/year or month/day/year"):
        understand(make_table({"Created": "03/04/2026"}), Nobody())


def test_a_column_of_dates_without_dates_is_refused_with_a_sample() -> None:
    with pytest.raises(BadInput, match="Created: found “yesterday”; allowed: dates in one way of writing"):
        understand(make_table({"Created": "yesterday"}), Nobody())


def test_the_unit_of_a_time_is_read_off_its_head() -> None:
    found = understand(make_table({"Time spent (sec)": "60"}), Nobody())
    assert found.columns.units == {Column.WORK_TIME: Unit.SECONDS}


def test_a_column_without_a_single_value_tells_nothing() -> None:
    found = understand(make_table({"Solved": "", "Department": ""}), Nobody())
    assert set(found.columns.columns) == {Column.NUMBER, Column.OPENED, Column.REQUESTER}


def test_what_an_owner_left_out_of_the_file_is_found_out_again() -> None:
    kept = ColumnMap(columns={Column.OPENED: "Created", Column.REQUESTER: "Requester"})
    assert complete(kept, make_table({}), Nobody()).dates == {Column.OPENED: "ISO 8601"}


def test_an_address_tells_who_asked_as_well() -> None:
    found = understand(make_plain_table({"Email": "ana@northwind.example", "Created": "2026-09-14"}), Nobody())
    assert found.columns.columns[Column.REQUESTER] == "Email"
