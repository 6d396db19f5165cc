"""local_slack/README.md names what the local Slack can do, and its example is run."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from local_slack.__main__ import main
from local_slack.acting import Acting
from local_slack.clock import Clock
from local_slack.faults import Fault
from local_slack.inspecting import Inspecting
from local_slack.operating import Operating
from local_slack.state import State
from local_slack.web_api.methods import METHODS
from tests.docs.pages import Page, code_in
from tests.journeys.office import Setting, open_office

PAGE = Page("local_slack/README.md")
STATE = State(Clock())
ROUTES = {
    "What people do": Acting(STATE, None).deeds(),
    "What the operator does": Operating(STATE, None, None, None, None).deeds(),
    "What can be looked at": Inspecting(STATE, None, None, None).glances(),
}


def named(section: str, column: str) -> list[str]:
    return [word for row in PAGE.tables[section] for word in code_in(row[column])]


@pytest.mark.parametrize("section", ROUTES)
def test_every_route_of_the_control_api_is_described(section: str) -> None:
    assert sorted(named(section, "Route")) == sorted(ROUTES[section])


def test_every_method_of_the_web_api_is_named() -> None:
    assert sorted(named("What it speaks", "Methods")) == sorted(METHODS)


def test_every_way_to_fail_is_described() -> None:
    assert named("Faults", "Key") == [field.name for field in fields(Fault)]


def test_every_option_of_the_command_is_described() -> None:
    assert named("Run it alone", "Option") == [parameter.opts[0] for parameter in main.params]


async def test_its_example_is_true(tmp_path: Path) -> None:
    (example,) = PAGE.examples("python")
    stories: dict[str, Any] = {}
    exec(example, stories)  # noqa: S102  # a page of this project, read from this project
    async with open_office(tmp_path, Setting()) as office:
        await stories["test_a_lost_answer_is_not_said_twice"](office.slack)
