"""Requesters are found in a table of people by name or mail address."""

import pytest

from bot.errors import BadInput
from bot.ticket_export.columns import Column
from tests.ticket_export.exports import make_people

ANA = {"Name": "Ana Duarte", "Email": "ana@northwind.example", "Department": "Finance"}


@pytest.mark.parametrize("asked", ["Ana Duarte", "ana  duarte", "ANA@northwind.example"])
def test_a_person_is_found_by_name_or_address_however_it_is_written(asked: str) -> None:
    found = make_people(ANA, asked=[asked]).of(asked)
    assert found == {Column.DEPARTMENT: "Finance"}


def test_nobody_is_found_for_a_name_that_is_not_there() -> None:
    assert make_people(ANA).of("Ben Krause") is None


def test_a_table_in_which_no_requester_is_found_is_refused() -> None:
    with pytest.raises(BadInput, match="a column with the names or mail addresses of the requesters"):
        make_people(ANA, asked=["Ben Krause"])


def test_a_table_that_tells_nothing_about_people_is_refused() -> None:
    with pytest.raises(BadInput, match="a column for at least one of: department, role"):
        make_people({"Name": "Ana Duarte", "Zodiac": "Leo"})
