"""The file of labelled questions, read and checked."""

from pathlib import Path

import pytest

from bot.deflection.labelled import Labelled
from bot.errors import BadInput, Problem
from bot.kb.known_names import KnownNames
from bot.knowledge.questions import read_questions
from tests.kb.articles import make_article

ARTICLES = (make_article("vpn"), make_article("cluster", segments=("engineering",)))
KNOWN = KnownNames(frozenset({"standard", "engineering"}), frozenset({"password"}))


def read(folder: Path, text: str) -> tuple[Labelled, ...]:
    (folder / "questions.yml").write_text(text, encoding="utf-8")
    return read_questions(folder, ARTICLES, KNOWN)


def only_problem(folder: Path, text: str) -> Problem:
    with pytest.raises(BadInput) as caught:
        read(folder, text)
    (problem,) = caught.value.problems
    return problem


def test_questions_come_with_their_answers(tmp_path: Path) -> None:
    asked = read(
        tmp_path, "- {ask: no vpn, segment: standard, article: vpn}\n- {ask: tea, segment: standard, article: null}\n"
    )

    assert asked == (Labelled("no vpn", "standard", "vpn"), Labelled("tea", "standard"))


def test_a_knowledge_base_may_do_without(tmp_path: Path) -> None:
    assert read_questions(tmp_path, ARTICLES, KNOWN) == ()


def test_that_nothing_answers_it_has_to_be_said(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "- {ask: tea, segment: standard}\n")

    assert (problem.line, problem.key) == (1, "[1].article")


def test_an_article_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    problem = only_problem(
        tmp_path, "- {ask: tea, segment: standard, article: null}\n- {ask: fax, segment: standard, article: fax}\n"
    )

    assert (problem.line, problem.found) == (2, "“fax”")


def test_an_article_on_another_shelf_is_no_answer(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "- {ask: no cluster, segment: standard, article: cluster}\n")

    assert "for standard" in problem.allowed


def test_a_segment_that_the_policy_lacks_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "- {ask: tea, segment: standart, article: null}\n")

    assert "did you mean “standard”?" in problem.allowed
