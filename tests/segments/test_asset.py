"""What the lists of assets add to the facts of a person."""

from datetime import timedelta

import pytest

from bot.segments.asset import Asset, with_assets
from bot.segments.facts import Facts
from tests.segments.people import NOON, person


def asset(tag: str, age: int = 0, **known: str) -> Asset:
    return Asset(source="asset list", person="ana@x.example", tag=tag, known=known, as_of=NOON - timedelta(days=age))


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
        ("contract_start", ("2026-02-01", "2025-02-01"), "2025-02-01"),
        ("contract_end", ("2026-12-31", "2027-12-31"), "2027-12-31"),
    ],
)
def test_several_devices_say_one_thing_together(name: str, values: tuple[str, ...], together: str) -> None:
    devices = [asset(f"NW-{number}", **{name: value}) for number, value in enumerate(values)]
    assert known(with_assets(person(), devices), name) == together


def test_a_fact_of_several_devices_is_as_old_as_the_oldest() -> None:
    fact = with_assets(person(), [asset("NW-1", os="macOS"), asset("NW-2", age=9, os="macOS")]).fact("os")
    assert fact is not None
    assert fact.as_of == NOON - timedelta(days=9)
