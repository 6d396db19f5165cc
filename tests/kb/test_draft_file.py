"""A draft is written beside nothing that is there."""

from datetime import date
from pathlib import Path

from bot.kb.draft_file import write_draft
from bot.kb.front_matter import front_matter_of


def test_it_can_be_read_back_and_says_that_it_is_a_draft(tmp_path: Path) -> None:
    path = write_draft(
        tmp_path / "drafts", "Badge: rejected?", {"reviewed": date(2026, 3, 4), "steps": ["a: b"]}, "Text"
    )
    head = front_matter_of(str(path), path.read_text(encoding="utf-8"))
    assert path.name == "badge-rejected.md"
    assert (head.values["draft"], head.values["title"], head.values["steps"]) == (True, "Badge: rejected?", ["a: b"])
    assert head.body == "Text"


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    names = [write_draft(tmp_path, "Badge", {}, "Text").name for _ in range(3)]
    assert names == ["badge.md", "badge-2.md", "badge-3.md"]


def test_a_title_without_a_letter_has_a_name_all_the_same(tmp_path: Path) -> None:
    assert write_draft(tmp_path, "??", {}, "Text").name == "article.md"
