from datetime import date
from pathlib import Path

import pytest

from bot.errors import BadInput, Problem
from bot.written import Written, read_yaml


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Written:
        path = tmp_path / "desk.yml"
        path.write_text(text, encoding="utf-8")
        return read_yaml(path)

    return write


def refusal(path: Path) -> Problem:
    with pytest.raises(BadInput) as refused:
        read_yaml(path)
    (problem,) = refused.value.problems
    return problem


def test_values_are_those_of_yaml(written) -> None:
    assert written("a: 1\nb: [x, 2026-12-24, 09:00, no]\nc: {d: true}").values == {
        "a": 1,
        "b": ["x", date(2026, 12, 24), "09:00", "no"],
        "c": {"d": True},
    }


def test_every_value_has_its_line(written) -> None:
    yaml = written("a: 1\nb:\n  - x\n  - y: 2\n    z: 3\n")
    assert [yaml.line_of(place) for place in [("a",), ("b",), ("b", 0), ("b", 1, "z")]] == [1, 2, 3, 5]


def test_what_is_not_written_has_the_line_of_what_is_around_it(written) -> None:
    assert written("a: 1\nb:\n  c: 2\n").line_of(("b", "nothing", 7)) == 2


def test_a_value_is_found_by_what_it_says(written) -> None:
    assert written('a: x\nb: ["#help", it-l1]\n').line_saying("@it-l1") == 2


def test_a_value_that_nobody_wrote_has_no_line(written) -> None:
    assert written("a: x").line_saying("y") is None


def test_a_key_that_is_given_twice_is_noted_with_its_second_line(written) -> None:
    assert written("a: 1\nb: 2\na: 3\n").repeated == ((("a",), 3),)


def test_a_date_that_no_calendar_has_stays_text(written) -> None:
    assert written("a: 2026-02-30").values == {"a": "2026-02-30"}


def test_an_alias_stands_for_what_it_names(written) -> None:
    assert written("a: &x {q: 1}\nb: *x\n").values == {"a": {"q": 1}, "b": {"q": 1}}


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: [1\n", 2, "expected ',' or ']', but got '<stream end>'"),
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed here"),
        ("a: *nobody\n", 1, "found undefined alias 'nobody'"),
        ("", 1, "nothing"),
        ("# only a comment\n", 1, "nothing"),
        ("a: &x [*x]\n", 1, "an alias of what it stands in"),
        ("a: !secret 1\n", 1, "could not determine a constructor for the tag '!secret'"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int, found: str) -> None:
    path = tmp_path / "desk.yml"
    path.write_text(text)
    problem = refusal(path)
    assert (problem.line, problem.found, problem.allowed) == (line, found, "YAML")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "desk.yml").found == "No such file or directory"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.yml"
    path.write_bytes(b"name: \xff\xfe")
    assert refusal(path).allowed == "a file of UTF-8 text"


def test_a_file_that_is_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.yml"
    path.write_text("[" * 5_000 + "]" * 5_000)
    assert refusal(path).allowed == "YAML"
