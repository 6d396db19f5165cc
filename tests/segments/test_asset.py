"""What the lists of assets add to the facts of a person."""

from datetime import timedelta

import pytest

from bot.segments.asset import Asset, with_assets
from bot.segments.facts import Facts
from tests.segments.people import NOON, person


def asset(tag: str, age: int = 0, source: str = "asset list", **known: str) -> Asset:
    return Asset(source=source, person="ana@x.example", tag=tag, known=known, as_of=NOON - timedelta(days=age))


def known(facts: Facts, name: str) -> str | None:
    return facts.value(name)


def test_a_fact_of_the_list_has_its_source_and_age() -> None:
    fact = with_assets(person(), [asset("NW-1", age=3, os="macOS")]).fact("os")
    assert fact is not None
    assert (fact.source, fact.as_of) == ("asset list", NOON - timedelta(days=3))


def test_a_list_counts_for_more_than_a_profile() -> None:
    assert known(with_assets(person(device="my laptop"), [asset("NW-1")]), "device") == "NW-1"


def test_what_no_list_tells_stays_as_the_profile_says() -> None:
    assert known(with_assets(person(location="Berlin"), [asset("NW-1")]), "location") == "Berlin"


def test_each_device_is_kept_apart() -> None:
    facts = with_assets(person(), [asset("NW-1", os="macOS"), asset("NW-2", os="Windows")])
    assert [each["os"].value for each in facts.assets] == ["macOS", "Windows"]


@pytest.mark.parametrize(
    ("name", "values", "together"),
    [
        ("os", ("macOS", "Windows", "macOS"), "macOS, Windows"),
        ("critical_infrastructure", ("no", "yes"), "yes"),
        ("regulated", ("no", "no"), "no"),
        ("regulated", ("no", ""), None),
        ("critical_infrastructure", ("", "yes"), "yes"),
        ("contract_start", ("2026-02-01", "2025-02-01"), "2025-02-01"),
        ("contract_end", ("2026-12-31", "2027-12-31"), "2027-12-31"),
        ("contract_end", ("20261231", "2026-03-01"), "20261231"),
        ("contract_start", ("20261231", "2026-03-01"), "2026-03-01"),
    ],
)
def test_several_devices_say_one_thing_together(name: str, values: tuple[str, ...], together: str | None) -> None:
    devices = [asset(f"NW-{number}", **({name: value} if value else {})) for number, value in enumerate(values)]
    assert known(with_assets(person(), devices), name) == together


def test_a_fact_of_several_devices_is_as_old_as_the_oldest() -> None:
    fact = with_assets(person(), [asset("NW-1", os="macOS"), asset("NW-2", age=9, os="macOS")]).fact("os")
    assert fact is not None
    assert fact.as_of == NOON - timedelta(days=9)


def test_a_source_is_named_for_what_it_said_alone() -> None:
    devices = [asset("NW-1", age=9, source="old list", regulated="no"), asset("NW-2", age=2, regulated="yes")]
    fact = with_assets(person(), devices).fact("regulated")
    assert fact is not None
    assert (fact.value, fact.source, fact.as_of) == ("yes", "asset list", NOON - timedelta(days=2))


def test_the_last_day_has_the_source_that_named_it() -> None:
    devices = [
        asset("NW-1", age=9, source="old list", contract_end="2026-12-31"),
        asset("NW-2", contract_end="2027-12-31"),
    ]
    fact = with_assets(person(), devices).fact("contract_end")
    assert fact is not None
    assert (fact.source, fact.as_of) == ("asset list", NOON)


def test_what_several_sources_said_together_names_each() -> None:
    devices = [asset("NW-1", source="old list", os="macOS"), asset("NW-2", os="Windows")]
    fact = with_assets(person(), devices).fact("os")
    assert fact is not None
    assert (fact.value, fact.source) == ("macOS, Windows", "old list and asset list")
