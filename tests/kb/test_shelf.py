from datetime import date

from bot.kb.article import AGENTS, EVERYONE, EXTERNAL, Article
from bot.kb.shelf import Shelf
from tests.kb.articles import make_article

FOR_ALL = make_article("for-all", segments=(EVERYONE,))
FOR_ENGINEERS = make_article("for-engineers", segments=("engineering",))
FOR_AGENTS = make_article("for-agents", segments=(AGENTS,))
FOR_PARTNERS = make_article("for-partners", segments=(EXTERNAL,))
ARTICLES = (FOR_ALL, FOR_ENGINEERS, FOR_AGENTS, FOR_PARTNERS)


def on(shelf: Shelf) -> list[Article]:
    return [article for article in ARTICLES if shelf.holds(article)]


def test_a_shelf_holds_what_is_for_all_and_what_is_for_the_segment() -> None:
    assert on(Shelf("engineering")) == [FOR_ALL, FOR_ENGINEERS]
    assert on(Shelf("standard")) == [FOR_ALL]


def test_the_shelf_of_external_people_holds_only_what_is_opened_to_them() -> None:
    assert on(Shelf("engineering", is_external=True)) == [FOR_PARTNERS]


def test_agents_see_the_shelf_of_the_requester_and_their_own() -> None:
    assert on(Shelf("engineering", with_agents=True)) == [FOR_ALL, FOR_ENGINEERS, FOR_AGENTS]


def test_expired_articles_are_taken_off_the_shelf() -> None:
    article = make_article(expires=date(2026, 3, 31))

    assert Shelf("standard", on=date(2026, 3, 31)).holds(article)
    assert not Shelf("standard", on=date(2026, 4, 1)).holds(article)
