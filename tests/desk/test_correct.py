"""Agents say what tickets are really about, and the desk learns it."""

from copy import copy
from dataclasses import replace

import pytest

from bot.desk.correct import categorise, take_back
from bot.desk.relearn import REMEMBERED, Relearning
from bot.desk.solve import Solution, solve
from bot.desk.transfer import Transfer, transfer
from bot.errors import Refusal
from bot.routing.classify import LiveClassifier
from bot.storage.forget_words import ERASED
from bot.tickets.correction import Correction, CorrectionSource
from bot.tickets.event import EventKind
from tests.builders import DANA
from tests.counter import UNKNOWN, Counter
from tests.desks import small_classifier, small_library
from tests.kb.articles import article_about

ALEX = "U0ALEX"
REJECTED = tuple(f"{who} badge reader rejects {which} card" for who in ("that", "the") for which in ("my", "our"))


async def corrected(counter: Counter, text: str = UNKNOWN) -> None:
    ticket = await counter.ticket(text)
    await categorise(counter.desk, counter.be(DANA), ticket.number, "vpn")


async def move(counter: Counter, category: str | None = None) -> None:
    number = (await counter.now()).number
    await transfer(counter.desk, counter.be(DANA), Transfer(number, "network", "it is the network", category))


async def done(counter: Counter) -> None:
    number = (await counter.now()).number
    await solve(counter.desk, counter.be(DANA), Solution(number, "Done.", "solution"))


async def taught(counter: Counter) -> list[tuple[CorrectionSource, str, str]]:
    return [(each.source, each.was, each.category_id) for each in await counter.all(Correction)]


async def test_a_corrected_ticket_has_the_category_and_its_skill(counter: Counter) -> None:
    await corrected(counter)
    ticket = await counter.now()
    assert (ticket.category_id, ticket.skill, ticket.pool_id) == ("vpn", "network", "frontline")


async def test_a_correction_is_kept_with_its_source(counter: Counter) -> None:
    await corrected(counter)
    assert await taught(counter) == [(CorrectionSource.CARD, "other", "vpn")]


async def test_a_correction_stands_in_the_history(counter: Counter) -> None:
    await corrected(counter)
    event = await counter.event(EventKind.CATEGORISED)
    assert event.details == {"from_category": "other", "to_category": "vpn", "source": "card"}


async def test_a_category_is_not_corrected_to_itself(counter: Counter) -> None:
    await corrected(counter)
    with pytest.raises(Refusal, match="HD-1 is about “VPN” already"):
        await categorise(counter.desk, counter.be(DANA), 1, "vpn")


async def test_a_correction_that_is_taken_back_leaves_what_was_before(counter: Counter) -> None:
    await corrected(counter)
    await take_back(counter.desk, counter.be(DANA), 1)
    assert (await counter.now()).category_id == "other"
    assert (await taught(counter))[-1] == (CorrectionSource.TAKEN_BACK, "vpn", "other")


async def test_nothing_is_taken_back_twice(counter: Counter) -> None:
    await corrected(counter)
    await take_back(counter.desk, counter.be(DANA), 1)
    with pytest.raises(Refusal, match="no correction of HD-1"):
        await take_back(counter.desk, counter.be(DANA), 1)


async def test_whoever_moves_a_ticket_may_say_what_it_is_about(counter: Counter) -> None:
    await counter.ticket()
    await move(counter, "vpn")
    assert await taught(counter) == [(CorrectionSource.TRANSFER, "other", "vpn")]


async def test_moving_a_ticket_alone_teaches_nothing(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    assert await taught(counter) == []


async def test_who_solves_a_moved_ticket_shows_what_it_was_about(counter: Counter) -> None:
    await counter.ticket()
    await move(counter)
    await done(counter)
    assert await taught(counter) == [(CorrectionSource.SOLVED, "other", "vpn")]


async def test_a_solution_says_nothing_against_what_an_agent_said(counter: Counter) -> None:
    await counter.ticket()
    await move(counter, "vpn")
    await done(counter)
    assert len(await taught(counter)) == 1


async def test_a_solution_where_the_ticket_came_in_teaches_nothing(counter: Counter) -> None:
    await counter.solved()
    assert await taught(counter) == []


async def test_a_correction_decides_the_next_request_of_its_kind(counter: Counter) -> None:
    live = LiveClassifier(small_classifier())
    learning = Relearning(counter.desk, live)
    await corrected(counter)
    await learning.look()
    assert live.classify("that badge reader rejects my card").category == "vpn"


async def test_what_was_taken_back_is_unlearned(counter: Counter) -> None:
    live = LiveClassifier(small_classifier())
    learning = Relearning(counter.desk, live)
    await corrected(counter)
    await learning.look()
    counter.watch.move(minutes=1)
    await take_back(counter.desk, counter.be(DANA), 1)
    await learning.look()
    assert not live.classify("that badge reader rejects my card").is_sure


async def test_without_corrections_the_classifier_stays(counter: Counter) -> None:
    first = small_classifier()
    live = LiveClassifier(first)
    await Relearning(counter.desk, live).look()
    assert live.classify("vpn drops") == first.classify("vpn drops")


async def test_what_a_segment_had_solved_is_counted(counter: Counter) -> None:
    await counter.solved()
    await counter.ticket(by="U0VICTORIA")
    counts = await counter.store.transact(lambda tx: tx.solved_counts(counter.watch.now() - REMEMBERED))
    assert counts == {("standard", "other"): 1}


async def test_what_is_erased_is_unlearned(counter: Counter) -> None:
    live = LiveClassifier(small_classifier())
    learning = Relearning(counter.desk, live)
    await corrected(counter)
    await learning.look()
    await counter.change(lambda tx: setattr(tx.ticket(1), "text", ERASED))
    await learning.look()
    assert not live.classify("that badge reader rejects my card").is_sure


async def test_what_articles_are_about_by_now_is_learned(counter: Counter) -> None:
    live, library = LiveClassifier(small_classifier()), copy(small_library())
    learning = Relearning(replace(counter.desk, library=library), live)
    library.reload([*library.articles, article_about("badge reader", phrases=REJECTED, categories=("vpn",))])
    await learning.look()
    assert live.classify(REJECTED[0]).category == "vpn"
