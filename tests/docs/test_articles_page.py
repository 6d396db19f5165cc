"""docs/articles.md names every key of an article, and its example is one."""

from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.kb.article import AGENTS, EVERYONE, EXTERNAL, Article
from bot.kb.reader import read_article
from tests.docs.keys import Keys
from tests.docs.pages import Page, code_in

PAGE = Page("docs/articles.md")
KEYS = Keys(Article)
NO_KEYS = {"slug", "body"}  # the file's name, and what stands below the head
WRITTEN = {key: value for key, value in KEYS.places[""].items() if key not in NO_KEYS}
ROWS = {code_in(row["Key"])[0]: row for row in PAGE.tables["Writing an article"]}


def example(folder: Path) -> Path:
    path = folder / "vpn-keeps-dropping.md"
    path.write_text(PAGE.examples("markdown")[0], encoding="utf-8")
    return path


def test_every_key_of_an_article_is_described() -> None:
    assert list(ROWS) == list(WRITTEN)


def test_what_has_to_be_given_is_called_required() -> None:
    assert {key for key, row in ROWS.items() if row["Without it"] == "required"} == KEYS.required - NO_KEYS


def test_the_words_that_may_be_chosen_from_are_all_named() -> None:
    for key, row in ROWS.items():
        assert KEYS.choices(WRITTEN[key]) <= set(code_in(row["Allowed"])), key


@pytest.mark.parametrize("key", ["phrases", "steps"])
def test_the_least_and_the_most_of_a_list_are_true(key: str) -> None:
    limits = [WRITTEN[key][limit] for limit in ("minItems", "maxItems") if limit in WRITTEN[key]]
    assert [int(word) for word in ROWS[key]["Allowed"].replace(",", "").split() if word.isdigit()][
        : len(limits)
    ] == limits


def test_every_shelf_is_explained() -> None:
    explained = {word for row in PAGE.tables["Shelves"] for word in code_in(row["Under `segments`"])}
    assert explained == {EVERYONE, EXTERNAL, AGENTS}


def test_the_example_is_an_article(tmp_path: Path) -> None:
    assert read_article(example(tmp_path)).title == "The VPN drops or is slow"


def test_a_mistake_in_the_example_is_answered_as_the_page_says(tmp_path: Path) -> None:
    path = example(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("environment: [any]", "environment: [mac]"))
    with pytest.raises(BadInput) as refused:
        read_article(path)
    assert f"knowledge_base/{path.name}{str(refused.value).removeprefix(str(path))}" in PAGE.text
