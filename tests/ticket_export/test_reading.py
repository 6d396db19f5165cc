"""Every row of an export becomes a ticket, or is counted among those left out with the reason and its line."""

from datetime import datetime

import pytest

from bot.insight.audit.ticket import NEW_HIRE, SETTLED, Dimension
from tests.ticket_export.exports import ZONE, make_people, read


def test_a_row_becomes_a_ticket() -> None:
    (ticket,) = read({"Category": "VPN", "Priority": "High"}).tickets
    assert (ticket.requester, ticket.category, ticket.priority) == ("Ana Duarte", "VPN", "P2")


def test_a_time_without_a_zone_is_meant_in_that_of_the_desk() -> None:
    (ticket,) = read({}).tickets
    assert ticket.opened == datetime(2026, 9, 14, 9, tzinfo=ZONE)


def test_the_resolution_is_counted_from_opening_to_solving() -> None:
    (ticket,) = read({"Solved at": "2026-09-14 11:30"}).tickets
    assert ticket.resolution == 2.5


def test_where_no_moment_of_solving_is_told_the_length_is_taken() -> None:
    (ticket,) = read({"Resolution time (in hrs)": "04:30"}).tickets
    assert ticket.resolution == 4.5


def test_an_open_ticket_has_no_resolution() -> None:
    open_ticket, _ = read({"Solved at": ""}, {"Solved at": "2026-09-14 11:30"}).tickets
    assert open_ticket.resolution is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Requester": ""}, "1 row: nobody is named who asked (line 2)"),
        ({"Created": "soon"}, "1 row: no time of opening, or one that is written otherwise than the rest (line 2)"),
        ({"Status": "Deleted"}, "1 row: spam, deleted, merged or a duplicate (line 2)"),
        ({"Solved at": "2026-09-13 09:00"}, "1 row: solved before it was opened (line 2)"),
        ({"Ticket": "2"}, "1 row: a second row with the same ticket number (line 3)"),
        ({"Created": "2026-01-02 09:00"}, "1 row: more than 90 days older than the newest ticket (line 2)"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: dict[str, str], reason: str) -> None:
    whole = {"Status": "", "Solved at": ""}
    reading = read(whole | row, whole, whole, whole, whole)
    assert reading.account.left_out == (reason,)


def test_rows_that_are_left_out_and_tickets_are_all_rows() -> None:
    reading = read({}, {"Requester": ""}, {"Requester": ""}, {})
    assert (reading.account.rows, reading.account.used) == (4, 2)


def test_only_the_first_lines_of_many_are_named() -> None:
    reading = read(*[{"Requester": ""}] * 5, {})
    assert reading.account.left_out == ("5 rows: nobody is named who asked (lines 2, 3, 4 …)",)


def test_a_cell_that_tells_nothing_is_told_and_its_ticket_stays() -> None:
    reading = read({"Priority": "whatever"}, {"Priority": "High"})
    assert (len(reading.tickets), reading.account.ignored) == (
        2,
        ("1 row: a cell that does not tell its priority (line 2)",),
    )


def test_an_empty_cell_beside_yes_and_no_is_unknown() -> None:
    tickets = read({"Escalated": "yes"}, {"Escalated": "no"}, {"Escalated": ""}).tickets
    assert [ticket.escalated for ticket in tickets] == [True, False, None]


def test_an_empty_cell_in_a_column_that_only_says_yes_is_no() -> None:
    tickets = read({"Escalated": "yes"}, {"Escalated": ""}).tickets
    assert [ticket.escalated for ticket in tickets] == [True, False]


def test_one_value_that_is_spelled_in_two_ways_is_one() -> None:
    tickets = read({"Department": "Sales"}, {"Department": "sales "}).tickets
    assert {ticket.attributes[Dimension.DEPARTMENT] for ticket in tickets} == {"Sales"}


def test_the_table_of_people_goes_before_what_stands_on_the_ticket() -> None:
    people = make_people({"Name": "ana duarte", "Department": "Finance"})
    (ticket,) = read({"Department": "Sales"}, people=people).tickets
    assert ticket.attributes[Dimension.DEPARTMENT] == "Finance"


def test_somebody_who_is_not_in_the_table_of_people_is_told() -> None:
    people = make_people({"Name": "Ana Duarte", "Department": "Finance"})
    reading = read({}, {"Requester": "Ben Krause"}, people=people)
    assert reading.account.ignored == ("1 row: asked by somebody who is not in the table of people (line 3)",)


@pytest.mark.parametrize(("started", "tenure"), [("2026-08-01", NEW_HIRE), ("2020-08-01", SETTLED)])
def test_a_new_hire_is_somebody_in_the_first_90_days_when_asking(started: str, tenure: str) -> None:
    people = make_people({"Name": "Ana Duarte", "Start date": started})
    (ticket,) = read({}, people=people).tickets
    assert ticket.attributes[Dimension.TENURE] == tenure


def test_start_dates_that_may_mean_two_days_are_not_guessed() -> None:
    people = make_people({"Name": "Ana Duarte", "Start date": "03/04/2026"})
    reading = read({}, people=people)
    assert Dimension.TENURE not in reading.tickets[0].attributes
