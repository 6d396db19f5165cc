"""What is installed is whole: every file that the packages need goes with them."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


@pytest.mark.parametrize("package", ["bot", "local_slack"])
def test_every_file_that_is_no_python_is_packed(package: str) -> None:
    folder = ROOT / package
    packed = {path for pattern in SETUPTOOLS["package-data"][package] for path in folder.glob(pattern)}
    files = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc", ".md")}
    assert files - packed == set()


def test_a_migration_is_python_in_a_folder_that_is_packed() -> None:
    versions = ROOT / "bot/storage/migrations/versions"
    packed = {path for pattern in SETUPTOOLS["package-data"]["bot"] for path in (ROOT / "bot").glob(pattern)}
    assert {*versions.glob("*.py")} <= packed
