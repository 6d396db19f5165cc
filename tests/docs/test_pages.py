"""What every page needs: links that lead somewhere, and a place among the others."""

import re
import runpy

import pytest

from tests.docs.pages import ROOT, Page, all_pages

every_page = pytest.mark.parametrize("path", all_pages())


def anchors(page: Page) -> set[str]:
    """What the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.*)$", page.text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_every_link_and_picture_is_there(path: str) -> None:
    page = Page(path)
    for link in page.links:
        if "://" not in link:
            target, _, anchor = link.partition("#")
            found = (page.path.parent / target).resolve() if target else page.path
            assert found.exists(), link
            assert not anchor or anchor in anchors(Page(str(found.relative_to(ROOT)))), link


@every_page
def test_lines_are_short_enough_to_be_compared(path: str) -> None:
    prose = [line for line in Page(path).text.splitlines() if not line.startswith(("|", "!["))]
    assert [line for line in prose if len(line) > 160] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(ROOT / path).parent / link for path in all_pages() for link in Page(path).links}
    resolved = {link.resolve() for link in shown}
    assert [path.name for path in (ROOT / "docs/pictures").glob("*.png") if path not in resolved] == []


def test_every_page_for_people_can_be_reached_from_the_readme() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in Page("README.md").links}
    pages = {ROOT / path for path in all_pages() if not path.startswith("docs/decisions/")} - {ROOT / "README.md"}
    assert pages - linked == {ROOT / "CHANGELOG.md"} - linked


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = {folder / link for link in Page("docs/decisions/README.md").links}
    assert {*folder.glob("*.md")} - {folder / "README.md"} == listed


def test_the_life_of_a_ticket_is_drawn_as_its_table_says() -> None:
    drawn = runpy.run_path(str(ROOT / "docs/lifecycle.py"))["page"]()
    assert Page("docs/lifecycle.md").text == drawn
