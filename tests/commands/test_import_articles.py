"""frontdesk import, over files of each kind."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.imports.read import read_pages
from bot.kb.front_matter import front_matter_of
from tests.imports.test_html import CONFLUENCE, ZENDESK

GUIDE = {
    "articles": [
        {
            "title": "Share a screen",
            "body": "<p>Press <b>Share</b>.</p>",
            "html_url": "https://help.northwind.example/articles/7",
            "updated_at": "2025-03-01T10:00:00Z",
            "label_names": ["zoom"],
        },
        {"name": "Mute", "body": "<p>Press M.</p>"},
    ]
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "wiki.html").write_text(CONFLUENCE, encoding="utf-8")
    (folder / "index.html").write_text("<h2>Available Pages:</h2><ul><li>IT</li></ul>", encoding="utf-8")
    (folder / "deep" / "scan.htm").write_text(ZENDESK, encoding="utf-8")
    (folder / "guide.json").write_text(json.dumps(GUIDE), encoding="utf-8")
    (folder / "note.md").write_text("# Quiet hours\n\nNot before nine.\n", encoding="utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return tmp_path / "knowledge_base"


def run(pages: Path, knowledge: Path) -> Result:
    return CliRunner().invoke(main, ["import", str(pages), "--knowledge", str(knowledge)])


def names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.md")}


def test_every_page_becomes_a_draft(pages: Path, knowledge: Path) -> None:
    run(pages, knowledge)

    assert names(knowledge) == {"reset-the-badge-pin", "scan-to-mail", "share-a-screen", "mute", "quiet-hours"}


def test_what_was_written_is_said(pages: Path, knowledge: Path) -> None:
    assert "5 drafts written to" in run(pages, knowledge).output


def test_a_heading_is_the_title_and_leaves_the_text(pages: Path, knowledge: Path) -> None:
    run(pages, knowledge)
    head = front_matter_of("", (knowledge / "quiet-hours.md").read_text(encoding="utf-8"))

    assert (head.values["title"], head.body) == ("Quiet hours", "Not before nine.")


def test_an_article_of_zendesk_says_where_it_stood(pages: Path, knowledge: Path) -> None:
    run(pages, knowledge)

    assert "https://help.northwind.example/articles/7, last changed on 2025-03-01" in (
        knowledge / "share-a-screen.md"
    ).read_text(encoding="utf-8")


def test_nothing_that_is_there_is_overwritten(pages: Path, knowledge: Path) -> None:
    knowledge.mkdir()
    mine = knowledge / "mute.md"
    mine.write_text("mine", encoding="utf-8")
    result = run(pages, knowledge)

    assert mine.read_text(encoding="utf-8") == "mine"
    assert "1 draft left as they were" in result.output


def test_a_second_run_writes_nothing(pages: Path, knowledge: Path) -> None:
    run(pages, knowledge)
    before = names(knowledge)

    assert "0 drafts written" in run(pages, knowledge).output
    assert names(knowledge) == before


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_imported(pages: Path, knowledge: Path) -> None:
    (pages / "broken.json").write_text("{", encoding="utf-8")
    result = run(pages, knowledge)

    assert result.exit_code == 1
    assert "broken.json" in result.output
    assert "mute" in names(knowledge)


@pytest.mark.parametrize("content", ['{"tickets": []}', "[1]", '{"articles": [{"title": "x"}]}', '"text"', "7"])
def test_json_of_another_kind_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "other.json").write_text(content, encoding="utf-8")
    pages, problems = read_pages(tmp_path)

    assert (pages, len(problems)) == ([], 1)


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")

    assert "no text" in str(read_pages(tmp_path)[1][0])


def test_a_folder_without_pages_is_refused_with_the_kinds_that_are_read(tmp_path: Path, knowledge: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(empty, knowledge)

    assert result.exit_code == 1
    assert ".html" in result.output


def test_markdown_with_a_head_of_its_own_keeps_its_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Own title\ntags: [x]\n---\nText.\n", encoding="utf-8")

    assert [(page.title, page.text) for page in read_pages(tmp_path)[0]] == [("Own title", "Text.")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nested.html", "<div>" * 5000 + "deep" + "</div>" * 5000),
        ("nested.json", "[" * 100_000 + "]" * 100_000),
    ],
)
def test_a_page_that_is_nested_too_deeply_is_named_and_the_others_are_imported(
    pages: Path, knowledge: Path, name: str, text: str
) -> None:
    (pages / name).write_text(text, encoding="utf-8")

    told = run(pages, knowledge).output

    assert f"{name}: file: found parts that are nested too deeply" in told
    assert "quiet-hours" in names(knowledge)


def test_a_link_out_of_the_folder_is_named_and_not_followed(pages: Path, knowledge: Path, tmp_path: Path) -> None:
    (tmp_path / "private.md").write_text("# Private\n\nNobody's business.\n", encoding="utf-8")
    (pages / "linked.md").symlink_to(tmp_path / "private.md")

    told = run(pages, knowledge).output

    assert "linked.md: file: found a link out of the folder" in told
    assert "private" not in names(knowledge)


def test_a_link_within_the_folder_is_a_page(pages: Path) -> None:
    (pages / "linked.md").symlink_to(pages / "note.md")

    found, problems = read_pages(pages)

    assert [page.title for page in found].count("Quiet hours") == 2
    assert "linked.md" not in {Path(problem.file).name for problem in problems}
