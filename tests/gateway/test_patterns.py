"""Whoever has one urgent ticket after the other reads the article that is behind them, if they want articles at all."""

import pytest

from bot.desk.desk import Desk
from bot.gateway.patterns import pattern_of
from bot.kb.library import Library
from bot.storage.store import Store
from bot.tickets.ticket import Ticket
from bot.views.pattern import Pattern
from tests.builders import make_ticket
from tests.desks import Watch, changed_policy, make_desk
from tests.kb.articles import article_about

VPN = article_about("vpn", categories=("vpn",))
FITTING = "broken vpn"
FAR_FETCHED = "the cluster that the whole production hangs on, and once the vpn, was gone again"


def desk(store: Store, **changes: object) -> Desk:
    return make_desk(store, Watch(), policy=changed_policy(**changes), library=Library([VPN]))


async def pattern(desk: Desk, text: str = FITTING, segment: str = "standard") -> Pattern:
    """Of five tickets in those words, all about the VPN."""
    tickets: list[Ticket] = [make_ticket(id=number, text=text, segment_id=segment) for number in range(5)]
    return await pattern_of(desk, tickets, 30, outside=False)


async def test_an_article_that_surely_fits_comes_with_it(store: Store) -> None:
    found = await pattern(desk(store))
    assert found.article is not None
    assert found.article.slug == "vpn"


@pytest.mark.parametrize("mode", ["agent_only", "shadow", "alongside"])
async def test_a_segment_that_is_not_answered_with_articles_gets_none(store: Store, mode: str) -> None:
    found = await pattern(desk(store, standard={"mode": mode}))
    assert (found.topic, found.article) == ("VPN", None)


async def test_a_mode_of_the_category_goes_before_that_of_the_segment(store: Store) -> None:
    found = await pattern(desk(store, vpn={"modes": {"standard": "agent_only"}}))
    assert found.article is None


async def test_a_category_that_no_article_answers_gets_none(store: Store) -> None:
    assert (await pattern(desk(store, vpn={"offer": "never"}))).article is None


async def test_an_article_that_hardly_fits_is_kept_back(store: Store) -> None:
    assert (await pattern(desk(store), FAR_FETCHED)).article is None


async def test_how_well_it_has_to_fit_is_what_the_segment_says(store: Store) -> None:
    assert (await pattern(desk(store, standard={"wrong_offer_costs": 100}))).article is None
