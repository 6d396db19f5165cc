"""The files of a knowledge base, looked at again and again."""

from pathlib import Path

import pytest

from bot.kb.front_matter import FrontMatter, front_matter_of
from bot.kb.reader import Folder
from tests.kb.articles import HEAD, write_article

BROKEN = HEAD.replace("segments: [all]", "segments: []")
IMPOSSIBLE = HEAD.replace("2026-01-12", "2026-02-31")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    return place


@pytest.fixture
def folder(place: Path) -> Folder:
    write_article(place, name="vpn.md")
    write_article(place, name="wifi.md")
    folder = Folder(place)
    folder.look()
    return folder


def titles(folder: Folder) -> dict[str, str]:
    return {article.slug: article.title for article in folder.articles}


def test_nothing_new_is_nothing_read(folder: Folder) -> None:
    before = folder.articles

    assert not folder.look()
    assert folder.articles is not before
    assert all(now is then for now, then in zip(folder.articles, before, strict=True))


def test_a_change_is_read_and_the_others_stay_as_they_are(folder: Folder, place: Path) -> None:
    untouched = folder.articles[1]
    write_article(place, HEAD.replace("Reset", "Now reset"), "vpn.md")

    assert folder.look()
    assert titles(folder)["vpn"] == "Now reset a forgotten password"
    assert folder.articles[1] is untouched


def test_an_article_that_is_added_is_there(folder: Folder, place: Path) -> None:
    write_article(place, name="printer.md")

    assert folder.look()
    assert list(titles(folder)) == ["printer", "vpn", "wifi"]


def test_an_article_whose_file_is_deleted_is_gone(folder: Folder, place: Path) -> None:
    (place / "vpn.md").unlink()

    assert folder.look()
    assert list(titles(folder)) == ["wifi"]


def test_a_broken_edit_keeps_the_last_good_version(folder: Folder, place: Path) -> None:
    write_article(place, BROKEN, "vpn.md")
    folder.look()

    assert list(titles(folder)) == ["vpn", "wifi"]
    assert [problem.key for problem in folder.problems] == ["segments"]


def test_a_day_that_no_calendar_has_keeps_no_other_edit_from_being_read(folder: Folder, place: Path) -> None:
    write_article(place, IMPOSSIBLE, "vpn.md")
    write_article(place, HEAD.replace("Reset", "Now reset"), "wifi.md")

    assert folder.look()
    assert titles(folder)["wifi"] == "Now reset a forgotten password"
    assert [Path(problem.file).name for problem in folder.problems] == ["vpn.md"]


def test_a_file_that_fails_in_a_way_nobody_foresaw_is_a_problem_of_its_own(
    folder: Folder, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_for_vpn(file: str, text: str) -> FrontMatter:
        if file.endswith("vpn.md"):
            raise ZeroDivisionError
        return front_matter_of(file, text)

    monkeypatch.setattr("bot.kb.reader.front_matter_of", fail_for_vpn)
    for name in ("vpn.md", "wifi.md"):
        write_article(place, HEAD.replace("Reset", "Now reset"), name)
    folder.look()

    assert titles(folder) == {"vpn": "Reset a forgotten password", "wifi": "Now reset a forgotten password"}
    assert [(Path(each.file).name, each.found) for each in folder.problems] == [("vpn.md", "ZeroDivisionError")]


def test_a_broken_edit_that_is_mended_is_taken_over(folder: Folder, place: Path) -> None:
    write_article(place, BROKEN, "vpn.md")
    folder.look()
    write_article(place, HEAD.replace("Reset", "Please reset"), "vpn.md")
    folder.look()

    assert titles(folder)["vpn"] == "Please reset a forgotten password"
    assert folder.problems == ()


def test_a_new_file_that_is_broken_is_no_article(folder: Folder, place: Path) -> None:
    write_article(place, BROKEN, "printer.md")
    folder.look()

    assert list(titles(folder)) == ["vpn", "wifi"]


def test_a_folder_that_disappears_takes_no_article_with_it(folder: Folder, place: Path) -> None:
    place.rename(place.with_name("elsewhere"))

    assert folder.look()
    assert list(titles(folder)) == ["vpn", "wifi"]
    assert "no such folder" in folder.problems[0].found


def test_a_folder_that_comes_back_is_no_problem_any_more(folder: Folder, place: Path) -> None:
    elsewhere = place.rename(place.with_name("elsewhere"))
    folder.look()
    elsewhere.rename(place)

    assert folder.look()
    assert folder.problems == ()


def test_a_draft_is_no_article_however_unfinished(folder: Folder, place: Path) -> None:
    write_article(place, "draft: true\ntitle: Half an ar\n", "printer.md")
    folder.look()

    assert (list(titles(folder)), folder.problems) == (["vpn", "wifi"], ())
    assert [path.name for path in folder.drafts] == ["printer.md"]


def test_an_article_that_becomes_a_draft_is_taken_back(folder: Folder, place: Path) -> None:
    write_article(place, f"draft: true\n{HEAD}", "vpn.md")
    folder.look()

    assert list(titles(folder)) == ["wifi"]
