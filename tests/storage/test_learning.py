"""What was learned is taken into the search while the desk runs, and leaves it again."""

from dataclasses import replace

import pytest

from bot.desk.desk import Desk
from bot.kb.library import Library
from bot.storage.learning import Learning
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.event import DESK
from bot.tickets.lesson import Lesson
from tests.builders import NOON, make_request
from tests.desks import Watch, make_desk
from tests.kb.articles import article_about

NICKNAME = "purple tunnel thingy"


@pytest.fixture
def desk(store: Store) -> Desk:
    return make_desk(store, Watch(), library=Library([article_about("vpn"), article_about("printer")]))


async def keep(store: Store, taught: Lesson) -> None:
    """With the request that taught it."""

    def work(tx: SqlTx) -> None:
        tx.add(make_request())
        tx.add(taught)

    await store.transact(work)


def lesson(**values: object) -> Lesson:
    usual = {"id": "lesson-1", "request_id": "request-1", "slug": "vpn", "text": NICKNAME, "helped": True, "at": NOON}
    return Lesson(**usual | values)


def found(desk: Desk) -> list[str]:
    return [hit.article.slug for hit in desk.library.index.search(NICKNAME, "standard") if hit.score > 0.5]


async def test_a_question_that_was_learned_finds_its_article(store: Store, desk: Desk) -> None:
    learning = Learning(desk, store)
    await keep(store, lesson())
    assert found(desk) == []
    await learning.refresh()
    assert found(desk) == ["vpn"]


async def test_a_lesson_that_is_taken_back_is_forgotten(store: Store, desk: Desk) -> None:
    learning = Learning(desk, store)
    await keep(store, lesson())
    await learning.refresh()
    await store.transact(lambda tx: tx.lessons_of("request-1")[0].take_back(DESK, NOON))
    await learning.refresh()
    assert found(desk) == []


async def test_a_desk_that_starts_knows_what_was_learned_before(store: Store, desk: Desk) -> None:
    await keep(store, lesson(helped=False))
    later = replace(desk, library=Library([article_about("vpn")]))
    await Learning(later, store).refresh()
    hits = later.library.index.search("broken vpn", "standard")
    assert later.lessons.weigh(NICKNAME, hits)[0].score < hits[0].score


async def test_while_nothing_changes_nothing_is_built(store: Store, desk: Desk) -> None:
    learning = Learning(desk, store)
    await keep(store, lesson())
    await learning.refresh()
    index = desk.library.index
    await learning.refresh()
    assert desk.library.index is index
