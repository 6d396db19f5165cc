from datetime import date

import pytest
from pydantic import ValidationError

from bot.kb.article import AGENTS, EVERYONE, EXTERNAL, Environment
from tests.kb.articles import make_article


@pytest.mark.parametrize("segment", ["standard", "contractor", "executive"])
def test_an_article_for_all_is_for_every_segment(segment: str) -> None:
    assert make_article(segments=(EVERYONE,)).is_for(segment)


def test_an_article_for_one_segment_is_for_no_other() -> None:
    article = make_article(segments=("engineering",))

    assert article.is_for("engineering")
    assert not article.is_for("standard")


def test_external_people_read_only_what_is_opened_to_them() -> None:
    assert not make_article(segments=(EVERYONE, "contractor")).is_for("contractor", is_external=True)
    assert make_article(segments=(EXTERNAL,)).is_for("contractor", is_external=True)


def test_an_article_for_external_people_alone_is_not_for_employees() -> None:
    assert not make_article(segments=(EXTERNAL,)).is_for("standard")


def test_an_article_for_agents_is_not_for_requesters() -> None:
    article = make_article(segments=(AGENTS,))

    assert article.is_for_agents
    assert not article.is_for("standard")


def test_the_day_of_expiry_is_the_last_day_of_use() -> None:
    article = make_article(expires=date(2026, 3, 31))

    assert not article.has_expired(date(2026, 3, 31))
    assert article.has_expired(date(2026, 4, 1))


def test_an_article_without_a_date_of_expiry_never_expires() -> None:
    assert not make_article().has_expired(date(2099, 1, 1))


def test_an_article_that_names_no_environment_is_for_any() -> None:
    assert make_article().environment == (Environment.ANY,)


@pytest.mark.parametrize(
    "broken",
    [{"phrases": ("one", "two", "three")}, {"steps": ("one", "two")}, {"steps": ("step",) * 9}, {"title": " "}],
)
def test_an_article_that_helps_too_little_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make_article(**broken)


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        make_article().title = "Another"
