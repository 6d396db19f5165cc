"""The page of results."""

from pathlib import Path

import pytest

from bench.__main__ import BENCHES
from bench.kept import PAGE, keep
from bench.table import Table

TABLE = Table("clocks", ("A look", "CPU"), [("Frontdesk", "1 ms")])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text("Before\n<!-- clocks -->\nof old\n<!-- end of clocks -->\nAfter\n", encoding="utf-8")
    return path


def test_a_run_takes_the_place_of_the_one_before(page: Path) -> None:
    keep("clocks", "2 cores", [TABLE], page)
    text = page.read_text(encoding="utf-8")
    assert "of old" not in text
    assert "| Frontdesk | 1 ms |" in text


def test_what_stands_around_it_stays(page: Path) -> None:
    keep("clocks", "2 cores", [TABLE], page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before\n<!-- clocks -->\n*2 cores*\n")
    assert text.endswith("<!-- end of clocks -->\nAfter\n")


def test_a_run_can_be_kept_again_and_again(page: Path) -> None:
    keep("clocks", "2 cores", [TABLE], page)
    once = page.read_text(encoding="utf-8")
    keep("clocks", "2 cores", [TABLE], page)
    assert page.read_text(encoding="utf-8") == once


def test_a_page_without_a_place_for_it_is_an_error(page: Path) -> None:
    with pytest.raises(LookupError, match="no place for intake"):
        keep("intake", "2 cores", [TABLE], page)


def test_every_bench_has_its_place_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in BENCHES if f"<!-- {name} -->" not in text or f"<!-- end of {name} -->" not in text] == []
