"""What few devices of a company run is told of them."""

import pytest

from bot.segments.asset_list import layout_of, read_assets
from bot.segments.asset_table import read_csv
from bot.segments.estate import family, rare_systems
from tests.segments.people import NOON


@pytest.mark.parametrize(
    ("system", "name"),
    [
        ("Windows 11 Pro", "Windows"),
        ("Microsoft Windows 10", "Windows"),
        ("macOS 15", "macOS"),
        ("Mac OS X 10.15", "macOS"),
        ("Ubuntu 24.04", "Linux"),
        ("Red Hat Enterprise Linux 9", "Linux"),
        ("Plan 9", "plan"),
        ("Apple", "Apple"),
    ],
)
def test_a_system_belongs_to_a_family(system: str, name: str) -> None:
    assert family(system) == name


def test_what_few_devices_run_is_rare() -> None:
    systems = [*["Windows 11"] * 18, "macOS 15", "macOS 14"]
    assert rare_systems(systems) == dict.fromkeys(["macOS 15", "macOS 14"], "macOS, on 2 of 20 devices")


def test_what_a_third_of_them_run_is_not() -> None:
    assert rare_systems([*["Windows 11"] * 20, *["macOS 15"] * 10]) == {}


def test_of_a_few_devices_it_cannot_be_told() -> None:
    assert rare_systems([*["Windows 11"] * 8, "macOS 15"]) == {}


def test_a_list_tells_of_each_device_whether_its_system_is_rare() -> None:
    rows = "".join(f"U0BEN,NW-{number},Windows 11\n" for number in range(9))
    table = read_csv(f"Email,Asset tag,Operating system\n{rows}U0MEI,NW-9,macOS 15\nU0ANA,NW-10,\n", "devices.csv")
    assets = read_assets(table, layout_of(table.headings, {}), "asset list", NOON).assets
    assert [asset.known.get("rare_os") for asset in assets] == [*[None] * 9, "macOS, on 1 of 10 devices", None]
