"""Heads are known, or only resemble one that is; nobody's guess is taken for certain."""

from bot.ticket_export.columns import Column, bare, guess


def test_known_heads_are_sure() -> None:
    assert guess(["Ticket ID", "Created at", "Requester"]).sure == {
        Column.NUMBER: "Ticket ID",
        Column.OPENED: "Created at",
        Column.REQUESTER: "Requester",
    }


def test_a_head_that_resembles_a_known_one_is_only_proposed() -> None:
    found = guess(["Requestor"])
    assert (found.sure, found.unsure) == ({}, {Column.REQUESTER: "Requestor"})


def test_a_head_that_resembles_nothing_is_left_alone() -> None:
    assert guess(["Zodiac sign"]).unsure == {}


def test_a_head_is_given_to_one_column_only() -> None:
    found = guess(["Type"])
    assert list(found.sure.values()) == ["Type"]


def test_the_better_known_of_two_heads_is_taken() -> None:
    assert guess(["Type", "Category"]).sure[Column.CATEGORY] == "Category"


def test_what_surrounds_the_name_of_a_head_does_not_matter() -> None:
    assert {bare(head) for head in ("Job Title", "job_title", "Custom field (Job Title)", "job-title (text)")} == {
        "job title"
    }
