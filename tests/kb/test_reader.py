import re
from datetime import date
from pathlib import Path

import pytest

from bot.errors import BadInput, Problem
from bot.kb.known_names import KnownNames
from bot.kb.reader import read_article, read_knowledge
from tests.kb.articles import BODY, HEAD, write_article

KNOWN = KnownNames(frozenset({"standard", "engineering"}), frozenset({"password", "printer"}))


def problems_of(path: Path, known: KnownNames | None = None) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        read_article(path, known)
    return list(caught.value.problems)


def only_problem_of(path: Path, known: KnownNames | None = None) -> Problem:
    (problem,) = problems_of(path, known)
    return problem


def test_an_article_is_named_by_its_file(tmp_path: Path) -> None:
    assert read_article(write_article(tmp_path, name="printer-jam.md")).slug == "printer-jam"


def test_front_matter_and_body_become_the_article(tmp_path: Path) -> None:
    article = read_article(write_article(tmp_path))

    assert article.title == "Reset a forgotten password"
    assert article.reviewed == date(2026, 1, 12)
    assert article.steps[1] == "Choose **Forgot password**."
    assert article.body == BODY


def test_dashes_in_the_body_stay_in_the_body(tmp_path: Path) -> None:
    assert read_article(write_article(tmp_path, body="Above.\n\n---\n\nBelow.")).body == "Above.\n\n---\n\nBelow."


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert read_article(path).slug == "forgotten-password"


def test_a_wrong_value_is_told_with_line_key_found_and_allowed(tmp_path: Path) -> None:
    path = write_article(tmp_path, HEAD.replace("2026-01-12", "last winter"))

    assert only_problem_of(path) == Problem(str(path), 7, "reviewed", "“last winter”", "a date such as 2026-02-17")


def test_a_wrong_item_of_a_list_is_told_with_its_own_line(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("- lost my password", "- {lost: my password}")))

    assert (problem.line, problem.key) == (12, "phrases.3")


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("owner: it-identity\n", "")))

    assert (problem.key, problem.found) == ("owner", "nothing")


def test_a_key_without_a_value_is_told(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("owner: it-identity", "owner:")))

    assert (problem.line, problem.key, problem.found) == (6, "owner", "nothing")


def test_an_unknown_key_is_told_with_those_that_are_allowed(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD + "author: me\n"))

    assert (problem.line, problem.key) == (17, "author")
    assert problem.allowed.startswith("one of title, segments")


def test_too_few_phrases_are_counted(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("  - lost my password\n", "")))

    assert (problem.key, problem.found) == ("phrases", "3 of them")


def test_a_missing_body_is_told(tmp_path: Path) -> None:
    assert only_problem_of(write_article(tmp_path, body="")).key == "body"


def test_several_problems_are_told_at_once(tmp_path: Path) -> None:
    broken = HEAD.replace("2026-01-12", "soon").replace("[any]", "[amiga]")

    assert [problem.key for problem in problems_of(write_article(tmp_path, broken))] == ["environment.0", "reviewed"]


def test_a_key_given_twice_is_refused_with_the_line_of_the_second(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD + "title: Another\n"))

    assert problem.line == 17
    assert "title" in problem.found


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    assert only_problem_of(write_article(tmp_path, HEAD.replace("[password]", "[password"))).line in (4, 5)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("reviewed: 2026-02-31", "“2026-02-31” (day"),
        ("segments: 2026-13-99", "month"),
        (f"segments: {'9' * 5000}", "digits"),
        (f"segments: {'[' * 600}{']' * 600}", "recursion"),
        ("segments: [\x00]", "special characters"),
    ],
)
def test_a_value_that_cannot_be_read_is_a_problem_of_its_file(tmp_path: Path, line: str, found: str) -> None:
    key = line.partition(":")[0]
    head = re.sub(rf"^{key}: .*$", lambda _: line, HEAD, flags=re.MULTILINE)

    problem = only_problem_of(write_article(tmp_path, head))

    assert (problem.key, Path(problem.file).name) == ("front matter", "forgotten-password.md")
    assert found in problem.found


def test_a_day_that_no_calendar_has_is_told_with_its_line(tmp_path: Path) -> None:
    head = re.sub("^reviewed: .*$", "reviewed: 2026-02-31", HEAD, flags=re.MULTILINE)

    line = only_problem_of(path := write_article(tmp_path, head)).line

    assert line is not None
    assert path.read_text(encoding="utf-8").splitlines()[line - 1] == "reviewed: 2026-02-31"


def test_a_head_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    assert only_problem_of(write_article(tmp_path, "just words\n")).found == "no keys"


def test_a_file_without_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# A page\n", encoding="utf-8")

    assert only_problem_of(path).line == 1


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.touch()

    assert only_problem_of(path).key == "front matter"


def test_front_matter_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "open.md"
    path.write_text("---\ntitle: Endless\n", encoding="utf-8")

    assert only_problem_of(path).found == "no end"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.md"
    path.write_bytes(b"\xff\xd8\xff")

    assert only_problem_of(path).found == "bytes that are no UTF-8"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert only_problem_of(tmp_path / "gone.md").found == "No such file or directory"


def test_a_file_name_that_makes_no_slug_is_refused(tmp_path: Path) -> None:
    assert only_problem_of(write_article(tmp_path, name="My Article.md")).key == "slug"


def test_a_segment_that_the_policy_lacks_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("[all]", "[all, enginering]")), KNOWN)

    assert (problem.line, problem.key, problem.found) == (3, "segments.1", "“enginering”")
    assert "did you mean “engineering”?" in problem.allowed


def test_a_category_that_the_policy_lacks_is_told_with_those_it_has(tmp_path: Path) -> None:
    problem = only_problem_of(write_article(tmp_path, HEAD.replace("[password]", "[coffee]")), KNOWN)

    assert (problem.key, problem.allowed) == ("categories.0", "one of password, printer")


def test_articles_may_name_readers_that_are_no_segments(tmp_path: Path) -> None:
    path = write_article(tmp_path, HEAD.replace("[all]", "[all, external, agents]"))

    assert read_article(path, KNOWN).segments == ("all", "external", "agents")


def test_the_articles_of_a_folder_come_by_name(tmp_path: Path) -> None:
    for name in ("zebra.md", "ant.md"):
        write_article(tmp_path, name=name)
    (tmp_path / "notes.txt").write_text("not an article", encoding="utf-8")

    assert [article.slug for article in read_knowledge(tmp_path)] == ["ant", "zebra"]


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        write_article(tmp_path, HEAD.replace("it-identity", "@it"), name)

    with pytest.raises(BadInput) as caught:
        read_knowledge(tmp_path)

    assert [Path(problem.file).name for problem in caught.value.problems] == ["a.md", "b.md"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        read_knowledge(tmp_path / "nowhere")
