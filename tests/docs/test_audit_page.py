"""The page about the audit tells every option, every column and every limit as it is."""

import re

import click
import pytest
from ruamel.yaml import YAML

from bot.commands.audit import audit
from bot.insight.audit.cluster import STABLE
from bot.insight.audit.group import TOO_FEW
from bot.insight.audit.promise import KEPT
from bot.insight.audit.proposal import MOST_SEGMENTS
from bot.insight.audit.verdict import FALSE_DISCOVERIES, MUCH
from bot.insight.interval import ENOUGH
from bot.ticket_export.column_map import ColumnMap
from bot.ticket_export.columns import Column
from bot.ticket_export.sample_company import Load
from bot.ticket_export.shapes import SHAPES
from tests.docs.pages import ROOT, Page, code_in
from tests.insight.audit.company import sample

PAGE = Page("docs/audit.md")
OPTIONS = [parameter for parameter in audit.params if isinstance(parameter, click.Option)]


def told(heading: str, column: str) -> list[str]:
    return [word for row in PAGE.tables[heading] for word in code_in(row[column])]


def test_every_option_is_told_and_no_other() -> None:
    named = [word for option in OPTIONS for word in (*option.opts, *option.secondary_opts)]
    assert sorted(told("Auditing the tickets you have", "Option")) == sorted(named)


def test_every_column_is_told_and_no_other() -> None:
    assert sorted(told("What to export", "Column")) == sorted(Column)


def test_every_shape_that_is_recognised_is_named_and_has_its_sample() -> None:
    assert all(shape.name in PAGE.text for shape in SHAPES)
    assert {path.stem for path in (ROOT / "samples").glob("*.csv")} == {
        "people",
        *(each.name.lower() for each in SHAPES),
    }


def test_the_example_of_remembered_columns_can_be_read() -> None:
    (example,) = PAGE.examples("yaml")
    assert ColumnMap.model_validate(YAML(typ="safe").load(example)).missing == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"Groups with fewer than {TOO_FEW} tickets are not shown",
        f"from fewer than {ENOUGH} nothing is concluded",
        f"at least {MUCH} times as slowly",
        f"under {FALSE_DISCOVERIES:.0%}".replace("%", " %"),
        f"of {STABLE} or more",
        {5: "At most five segments"}[MOST_SEGMENTS],
        {0.8: "four tickets of five"}[KEPT],
        f"{Load().tickets_a_week} tickets a week, {Load().days} days",
    ],
)
def test_the_limits_are_told_as_they_are(sentence: str) -> None:
    assert sentence in " ".join(PAGE.text.split())


def test_the_sample_has_the_crowds_that_the_decision_speaks_of() -> None:
    (number,) = re.findall(r"\((\w+) planted crowds", Page("docs/decisions/audit.md").text)
    assert {"five": 5}[number] == len(set(sample().truth))
