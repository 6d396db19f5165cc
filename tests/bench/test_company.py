"""The company that asks."""

import pytest

from bench.company import PEOPLE, Company, questions


@pytest.fixture(scope="module")
def company() -> Company:
    return Company()


def test_everybody_has_a_profile_like_somebody_of_northwind(company: Company) -> None:
    executive = company.profile(company.person_id(0))
    assert executive["title"] == "Chief Executive Officer"
    assert "Executive Office" in [field["value"] for field in executive["fields"].values()]


def test_two_people_are_not_the_same(company: Company) -> None:
    assert company.user(company.person_id(1))["name"] != company.user(company.person_id(2))["name"]


def test_colleagues_are_in_the_same_user_groups(company: Company) -> None:
    executives = next(group for group in company.groups() if group["handle"] == "executives")
    assert company.person_id(0) in executives["users"]
    assert 100 < executives["user_count"] < PEOPLE


def test_those_who_answer_are_not_multiplied(company: Company) -> None:
    network = next(group for group in company.groups() if group["handle"] == "it-network")
    assert network["user_count"] == 2


def test_nobody_asks_what_somebody_else_asks() -> None:
    asked = questions(2_000)
    assert len(set(asked)) == 2_000


def test_every_run_asks_the_same() -> None:
    assert questions(50) == questions(50)
