from pathlib import Path

import pytest

from bot.imports.draft import draft_of, named
from bot.imports.page import Page
from bot.kb.front_matter import front_matter_of
from bot.kb.reader import Folder

LIST = "Before it.\n\n1. Open the lid.\n2. Take the\n   paper out.\n3. Close the lid.\n\nAfter it."


def page(text: str = LIST, title: str = "Printer: paper jam", **more: object) -> Page:
    return Page(title, text, "it/jam.html", **more)


def head(text: str) -> dict[str, object]:
    return dict(front_matter_of("draft.md", text).values)


def test_a_draft_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "jam.md").write_text(draft_of(page()), encoding="utf-8")
    folder = Folder(tmp_path)
    folder.look()

    assert (len(folder.drafts), folder.articles, folder.problems) == (1, (), ())


def test_without_its_line_it_is_told_what_is_missing(tmp_path: Path) -> None:
    text = "\n".join(line for line in draft_of(page()).splitlines() if not line.startswith("draft:"))
    (tmp_path / "jam.md").write_text(text, encoding="utf-8")
    folder = Folder(tmp_path)
    folder.look()

    assert {problem.key for problem in folder.problems} == {"segments", "categories", "owner", "reviewed", "phrases"}


def test_a_numbered_list_becomes_the_steps_and_leaves_the_text() -> None:
    text = draft_of(page())

    assert head(text)["steps"] == ["Open the lid.", "Take the paper out.", "Close the lid."]
    assert front_matter_of("draft.md", text).body == "Before it.\n\nAfter it."


@pytest.mark.parametrize(
    "text",
    [
        "1. One.\n2. Two.",
        "\n".join(f"{number}. Step." for number in range(1, 10)),
        f"1. {'long ' * 100}\n2. Two.\n3. Three.",
        "1. One.\n   - inner\n2. Two.\n3. Three.",
        "- One.\n- Two.\n- Three.",
    ],
)
def test_a_list_that_makes_no_steps_stays_where_it_is(text: str) -> None:
    draft = draft_of(page(text))

    assert head(draft)["steps"] == []
    assert front_matter_of("draft.md", draft).body == text.strip()


@pytest.mark.parametrize(
    "title", ['Say "hello": now', "- dash", "{a: b}", "a\n---\nb", "ü 🙂", "# no comment", "x" * 500]
)
def test_whatever_a_title_holds_the_head_can_be_read(title: str) -> None:
    assert head(draft_of(page(title=title)))["title"] == " ".join(title[:120].split())


def test_a_draft_says_where_it_comes_from() -> None:
    text = draft_of(page(changed="2025-03-01", labels=("vpn", "mac\nos")))

    assert "# imported from it/jam.html, last changed on 2025-03-01\n# labels: vpn, mac os\n" in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Printer: paper jam", "printer-paper-jam"),
        ("Über größe!", "uber-groe"),
        ("パスワード", "article"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert [name for name, _ in named([page(title=title)])] == [name]


def test_pages_of_the_same_title_get_names_of_their_own() -> None:
    assert [name for name, _ in named([page(title="VPN"), page(title="vpn"), page(title="VPN-2")])] == [
        "vpn",
        "vpn-2",
        "vpn-2-2",
    ]
