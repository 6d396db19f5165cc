"""docs/policy.md names every key of the policy, and none besides."""

import pytest
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from bot.desk.policy import Policy, SegmentPolicy
from tests.docs.keys import Keys
from tests.docs.pages import ROOT, Page, Row, code_in

PAGE = Page("docs/policy.md")
KEYS = Keys(Policy)
EXAMPLES = [YAML(typ="safe").load(example) for example in PAGE.examples("yaml")]

every_place = pytest.mark.parametrize("place", sorted(KEYS.places.keys() - {""}))


def documented(place: str) -> dict[str, Row]:
    """The row of each key that the page describes at that place."""
    return {code_in(row["Key"])[0]: row for row in PAGE.tables.get(place, ()) if "Key" in row}


@every_place
def test_each_key_is_described_where_it_stands(place: str) -> None:
    assert list(documented(place)) == list(KEYS.places[place])


def test_no_section_describes_a_part_that_a_policy_has_not() -> None:
    assert {place for place in PAGE.tables if documented(place)} == KEYS.places.keys() - {""}


def test_the_parts_come_in_the_order_in_which_they_are_thought_of() -> None:
    parts = [place for place in PAGE.tables if place in KEYS.places[""]]
    assert parts == list(KEYS.places[""])


@every_place
def test_what_has_to_be_given_is_called_required(place: str) -> None:
    said = {key for key, row in documented(place).items() if row.get("Without it") == "required"}
    required = {key for key in documented(place) if f"{place}.{key}" in KEYS.required}
    assert said == (set() if place == "segments.when" else required)  # a condition is one of its keys


@every_place
def test_the_words_that_may_be_chosen_from_are_all_named(place: str) -> None:
    for key, row in documented(place).items():
        assert KEYS.choices(KEYS.places[place][key]) <= set(code_in(row["Allowed"])), key


@every_place
def test_what_is_taken_for_granted_is_named(place: str) -> None:
    for key, row in documented(place).items():
        default = KEYS.places[place][key].get("default")
        if isinstance(default, str | float):
            assert code_in(row["Without it"]) == [str(default)], key


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: next(iter(example)))
def test_each_example_is_accepted(example: dict[str, object]) -> None:
    fields = SegmentPolicy.model_fields | Policy.model_fields
    for key, value in example.items():
        TypeAdapter(fields[key].annotation).validate_python(value)


def test_every_preset_is_named() -> None:
    linked = {(PAGE.path.parent / link).resolve() for link in PAGE.links}
    assert {*(ROOT / "presets").glob("*.yml"), ROOT / "desk.yml"} <= linked
