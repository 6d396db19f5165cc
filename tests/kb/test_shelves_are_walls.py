"""No question brings an article from another shelf, not even its own words."""

import pytest

from bot.kb.article import Article
from bot.kb.shelf import Shelf
from tests.kb.shipped import SEGMENTS, articles, index

READERS = [*(Shelf(segment) for segment in sorted(SEGMENTS)), Shelf("contractor", is_external=True)]


def asked_for(article: Article) -> list[str]:
    return [article.title, article.phrases[0], article.steps[0], article.slug]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: "external" if reader.is_external else reader.segment)
def test_a_reader_finds_only_what_is_on_their_shelf(reader: Shelf) -> None:
    asked = [words for article in articles() if not reader.holds(article) for words in asked_for(article)]
    found = {
        hit.article
        for words in asked
        for hit in index().search(words, reader.segment, external=reader.is_external, limit=10)
    }

    assert asked
    assert [article.slug for article in found if not reader.holds(article)] == []


def test_every_shelf_keeps_something_from_somebody() -> None:
    assert all(any(not reader.holds(article) for article in articles()) for reader in READERS)
