"""A running desk follows its articles and learns from what became of its offers."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.deflection.bar import Bars
from bot.desk.confirm_solved import confirm_solved
from bot.desk.desk import Desk
from bot.desk.learn import take_back
from bot.desk.open_article import open_article
from bot.desk.roles import Actor
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.desk.still_need_help import still_need_help
from bot.kb.library import Library
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.watch import KnowledgeWatch
from bot.storage.answered import answered_offers
from bot.storage.store import Store
from bot.tickets.lesson import Lesson
from bot.tickets.offer import Offer
from tests.builders import DANA, PRIYA
from tests.counter import Counter
from tests.desks import OLGA, VICTORIA, Watch, Workplace, make_desk, small_policy
from tests.kb.articles import HEAD, write_article

VPN = HEAD.replace("[password]", "[vpn]").replace("Reset a forgotten password", "The vpn is broken")
BROKEN = VPN.replace("segments: [all]", "segments: []")

Press = Callable[[Desk, Actor, str], Awaitable[None]]


class Shelf(Counter):
    """A desk with one article of its own, which can be written again."""

    def __init__(self, folder: Path, store: Store, watch: Watch) -> None:
        self.folder = folder
        self.write()
        knowledge = Knowledge.read(folder, small_policy())
        staff = Workplace()
        desk = make_desk(store, watch, library=Library(knowledge.articles), directory=staff, bars=Bars())
        super().__init__(desk, store, watch, staff)
        self.follows = KnowledgeWatch(desk, store, knowledge)

    def write(self, head: str = VPN, name: str = "vpn.md") -> None:
        write_article(self.folder, head, name)

    @property
    def titles(self) -> list[str]:
        return [article.title for article in self.desk.library.articles]

    async def notices(self) -> list[str]:
        return [notice.about["sentence"] for notice in await self.said(Say.NOTICE)]


@pytest.fixture
def shelf(tmp_path: Path, store: Store, watch: Watch) -> Shelf:
    folder = tmp_path / "articles"
    folder.mkdir()
    return Shelf(folder, store, watch)


@pytest.fixture
def watch() -> Watch:
    return Watch()


async def test_a_changed_article_is_the_one_that_is_found(shelf: Shelf) -> None:
    shelf.write(VPN.replace("The vpn", "Today the vpn"))
    await shelf.follows.look()

    assert shelf.desk.library.index.search("vpn", "standard")[0].article.title == "Today the vpn is broken"


async def test_an_article_taken_away_is_not_found_any_more(shelf: Shelf) -> None:
    (shelf.folder / "vpn.md").unlink()
    await shelf.follows.look()

    assert shelf.desk.library.index.search("vpn", "standard") == []
    assert shelf.desk.library.article("vpn") is None


async def test_a_broken_edit_changes_nothing_and_its_owners_are_told_where_it_is(shelf: Shelf) -> None:
    shelf.write(BROKEN)
    await shelf.follows.look()

    assert shelf.titles == ["The vpn is broken"]
    (notice,) = await shelf.said(Say.NOTICE)
    assert notice.conversation == OLGA
    assert "vpn.md:3: segments: found 0 of them" in notice.about["sentence"]


async def test_a_day_that_no_calendar_has_is_told_and_the_other_edits_are_taken_over(shelf: Shelf) -> None:
    shelf.write(VPN, "wifi.md")
    await shelf.follows.look()
    shelf.write(VPN.replace("2026-01-12", "2026-02-31"))
    shelf.write(VPN.replace("The vpn", "Today the wifi"), "wifi.md")
    await shelf.follows.look()

    assert sorted(shelf.titles) == ["The vpn is broken", "Today the wifi is broken"]
    assert "vpn.md" in (await shelf.notices())[0]


async def test_the_same_mistake_is_told_once_however_often_it_is_seen(shelf: Shelf) -> None:
    for note in ("", "# a note\n"):
        shelf.write(BROKEN + note)
        await shelf.follows.look()

    assert len(await shelf.notices()) == 1


async def test_the_log_names_the_file_that_was_not_taken_over(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    shelf.write(BROKEN)
    with caplog.at_level(logging.WARNING, "bot.knowledge.watch"):
        await shelf.follows.look()

    assert "vpn.md:3" in caplog.text


async def test_two_replicas_tell_of_a_mistake_once(shelf: Shelf) -> None:
    twin = KnowledgeWatch(shelf.desk, shelf.store, Knowledge.read(shelf.folder, small_policy()))
    shelf.write(BROKEN)
    await shelf.follows.look()
    await twin.look()

    assert len(await shelf.notices()) == 1


async def test_a_question_that_points_nowhere_is_told_and_the_articles_are_taken_over(shelf: Shelf) -> None:
    (shelf.folder / "questions.yml").write_text("- {ask: fax, segment: standard, article: fax}\n", encoding="utf-8")
    shelf.write(VPN.replace("The vpn", "Today the vpn"))
    await shelf.follows.look()

    assert shelf.titles == ["Today the vpn is broken"]
    assert "questions.yml:1" in (await shelf.notices())[0]


async def test_a_confirmed_article_is_learned_from_as_the_answer(shelf: Shelf) -> None:
    request = await shelf.ask("broken vpn is broken")
    await confirm_solved(shelf.desk, shelf.be(PRIYA), request.id)

    (learned,) = await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now()))
    assert (learned.ask, learned.segment, learned.article) == ("broken vpn is broken", "standard", "vpn")


async def test_an_article_that_did_not_help_is_learned_from_as_refused(shelf: Shelf) -> None:
    request = await shelf.ask("broken vpn is broken")
    await still_need_help(shelf.desk, shelf.be(PRIYA), request.id)

    (learned,) = await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now()))
    assert (learned.article, learned.refused) == (None, "vpn")


async def answered(shelf: Shelf) -> list[tuple[str | None, str | None]]:
    """The article that helped and the one that did not, of each offer that is learned from."""
    found = await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now()))
    return [(each.article, each.refused) for each in found]


async def test_whoever_came_back_with_the_same_was_not_helped(shelf: Shelf) -> None:
    request = await shelf.ask("broken vpn is broken")
    await confirm_solved(shelf.desk, shelf.be(PRIYA), request.id)
    shelf.watch.move(hours=2)
    await shelf.ask("broken vpn is broken")

    assert await answered(shelf) == []


@pytest.mark.parametrize("press", [confirm_solved, still_need_help])
async def test_what_the_owner_took_back_is_not_learned_from(shelf: Shelf, press: Press) -> None:
    request = await shelf.ask("broken vpn is broken")
    await press(shelf.desk, shelf.be(PRIYA), request.id)
    (lesson,) = await shelf.all(Lesson)
    await take_back(shelf.desk, shelf.be(OLGA), lesson.id)

    assert await answered(shelf) == []


async def test_of_several_articles_the_one_that_was_read_and_confirmed_is_the_answer(shelf: Shelf) -> None:
    shelf.write(VPN.replace("The vpn", "At home the vpn"), "vpn-at-home.md")
    await shelf.follows.look()
    request = await shelf.ask("broken vpn is broken")
    (offer,) = await shelf.all(Offer)
    second = offer.articles[1]
    await open_article(shelf.desk, shelf.be(PRIYA), request.id, second)
    await confirm_solved(shelf.desk, shelf.be(PRIYA), request.id)

    assert await answered(shelf) == [(second, None)]


async def test_what_an_agent_solved_it_with_does_not_unsay_that_the_offered_one_failed(shelf: Shelf) -> None:
    shelf.write(VPN.replace("The vpn", "At home the vpn"), "vpn-at-home.md")
    await shelf.follows.look()
    request = await shelf.ask("broken vpn is broken")
    (offer,) = await shelf.all(Offer)
    await still_need_help(shelf.desk, shelf.be(PRIYA), request.id)
    ticket = await shelf.now()
    other = Solution(ticket.number, "Done.", "solution", article=offer.articles[1])
    await solve(shelf.desk, shelf.be(DANA), other)

    assert await answered(shelf) == [(None, offer.articles[0])]


async def test_an_offer_that_nobody_answered_teaches_nothing(shelf: Shelf) -> None:
    await shelf.ask("broken vpn is broken")

    assert await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now())) == []


async def test_an_offer_beside_a_ticket_teaches_nothing_since_it_can_only_be_praised(shelf: Shelf) -> None:
    request = await shelf.ask("broken vpn is broken", by=VICTORIA)
    await confirm_solved(shelf.desk, shelf.be(VICTORIA), request.id)

    assert await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now())) == []


async def test_what_was_answered_half_a_year_ago_is_not_learned_from_any_more(shelf: Shelf) -> None:
    request = await shelf.ask("broken vpn is broken")
    await confirm_solved(shelf.desk, shelf.be(PRIYA), request.id)
    shelf.watch.move(days=181)

    assert await shelf.store.read(lambda session: answered_offers(session, shelf.watch.now())) == []
