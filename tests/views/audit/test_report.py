"""The report is one file that shows the figures, whatever the names in an export look like."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.insight.audit.audit import audit
from bot.ticket_export.account import Account
from bot.views.audit.report import render
from tests.insight.audit.company import audited
from tests.insight.audit.past import make_past

HOSTILE = '<script>alert(1)</script>"&{{ 7 * 7 }}'
ALL_USED = Account(rows=6429, used=6429, days=90, left_out=(), ignored=())


class Tags(HTMLParser):
    """Every tag with its attributes, and those that are left open."""

    VOID = frozenset({"meta", "line", "circle", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report() -> str:
    return render(audited(), ALL_USED)


@pytest.fixture(scope="module")
def tags(report: str) -> Tags:
    return Tags(report)


def test_every_tag_is_closed(tags: Tags) -> None:
    assert tags.open == []


def test_the_report_needs_nothing_from_elsewhere(tags: Tags) -> None:
    links = [value for _, attributes in tags.seen for key, value in attributes.items() if key in ("src", "href")]
    assert [link for link in links if link and not link.startswith("#")] == []


def test_links_lead_to_parts_of_the_report(tags: Tags) -> None:
    ids = {attributes["id"] for _, attributes in tags.seen if "id" in attributes}
    assert {attributes["href"] for tag, attributes in tags.seen if tag == "a"} == {f"#{name}" for name in ids}


def test_every_picture_tells_its_figures_in_words(tags: Tags) -> None:
    labels = [attributes.get("aria-label") or "" for tag, attributes in tags.seen if tag == "svg"]
    assert labels
    assert all(re.search(r": .+ \(.+ to .+\)", label) for label in labels)


def test_every_cluster_segment_and_department_is_in_the_report(report: str) -> None:
    found = audited()
    names = {each.name for each in (*found.proposals, *found.groups)} | {each.group.name for each in found.clusters}
    assert {name for name in names if name not in report} == set()


def test_the_number_of_clusters_comes_with_what_else_was_tried(report: str) -> None:
    assert all(f'<th scope="row">{trial.number}</th>' in report for trial in audited().trials)


def test_what_was_left_out_is_told() -> None:
    account = replace(ALL_USED, left_out=("1 row: nobody is named who asked (line 7)",))
    assert "Left out: 1 row: nobody is named who asked (line 7)" in render(audited(), account)


def test_names_from_an_export_stay_text() -> None:
    report = render(audit([make_past(HOSTILE, category=HOSTILE)] * 40), ALL_USED)
    assert "&lt;script&gt;" in report
    assert "<script>" not in report
    assert "{{ 7 * 7 }}" in report


def test_an_export_that_tells_hardly_anything_still_gives_a_report() -> None:
    bare = make_past(category=None, priority=None, resolution=None, escalated=None)
    assert "not told" in render(audit([bare] * 6), ALL_USED)
