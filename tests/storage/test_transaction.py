"""What a use case sees of the store inside its one transaction."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlmodel import SQLModel

from bot.desk.speech import Say, Speech
from bot.errors import Refusal
from bot.sla.clock import ClockEvent, ClockEventKind
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.offer import Offer
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Status
from tests.builders import (
    DANA,
    LENA,
    NOON,
    NUMBER,
    PRIYA,
    make_clock,
    make_message,
    make_rating,
    make_request,
    make_ticket,
)

T = TypeVar("T")


async def keep(store: Store, *rows: SQLModel) -> None:
    def work(tx: SqlTx) -> None:
        for row in rows:
            tx.add(row)

    await store.transact(work)


async def ask(store: Store, question: Callable[[SqlTx], T]) -> T:
    return await store.transact(question)


@pytest.fixture
async def kept(store: Store) -> Store:
    """A store with Priya's request and ticket in it."""
    await keep(store, make_request(), make_ticket())
    return store


async def test_a_request_is_found_by_its_id(kept: Store) -> None:
    assert await ask(kept, lambda tx: tx.request("request-1").requester_id) == PRIYA


async def test_a_request_that_is_not_there_is_a_refusal(kept: Store) -> None:
    with pytest.raises(Refusal, match="Please ask again"):
        await ask(kept, lambda tx: tx.request("other"))


async def test_a_ticket_that_is_not_there_is_a_refusal(kept: Store) -> None:
    with pytest.raises(Refusal, match="There is no ticket with the number 99"):
        await ask(kept, lambda tx: tx.ticket(99))


async def test_a_ticket_is_found_by_its_request(kept: Store) -> None:
    found = await ask(kept, lambda tx: tx.ticket_of("request-1"))
    assert found is not None
    assert found.number == NUMBER


async def test_a_request_without_a_ticket_has_none(kept: Store) -> None:
    assert await ask(kept, lambda tx: tx.ticket_of("other")) is None


async def test_a_new_ticket_knows_its_number_at_once(store: Store) -> None:
    await keep(store, make_request())

    def work(tx: SqlTx) -> int:
        ticket = make_ticket(id=None)
        tx.add(ticket)
        return ticket.number

    assert await ask(store, work) == 1


async def test_a_number_is_never_given_twice(store: Store) -> None:
    await keep(store, make_request(), make_ticket(id=None))
    await store.transact(lambda tx: tx.session.delete(tx.ticket(1)))
    await keep(store, make_ticket(id=None))
    ticket = await ask(store, lambda tx: tx.ticket_of("request-1"))
    assert ticket is not None
    assert ticket.number == 2


async def test_a_change_of_what_was_read_is_stored(kept: Store) -> None:
    await kept.transact(lambda tx: setattr(tx.ticket(NUMBER), "assignee_id", DANA))
    assert await ask(kept, lambda tx: tx.ticket(NUMBER).assignee_id) == DANA


async def test_the_newest_thread_of_a_side_is_found(kept: Store) -> None:
    threads = [Thread(conversation="C1", ts=f"{n}.0", side=Side.CARD, request_id="request-1", number=n) for n in (1, 2)]
    await keep(kept, *threads)
    thread = await ask(kept, lambda tx: tx.thread_of("request-1", Side.CARD))
    assert thread is not None
    assert thread.number == 2


async def test_each_side_has_threads_of_its_own(kept: Store) -> None:
    await keep(kept, Thread(conversation="C1", ts="1.0", side=Side.CARD, request_id="request-1"))
    assert await ask(kept, lambda tx: tx.thread_of("request-1", Side.REQUESTER)) is None


async def test_a_thread_is_found_where_it_stands(kept: Store) -> None:
    await keep(kept, Thread(conversation="C1", ts="1.0", side=Side.CARD, request_id="request-1"))
    thread = await ask(kept, lambda tx: tx.thread_at("C1", "1.0"))
    assert thread is not None
    assert thread.request_id == "request-1"


async def test_a_message_that_was_taken_in_was_heard(kept: Store) -> None:
    await keep(kept, make_message(source="C1:1.0"))
    assert await ask(kept, lambda tx: (tx.heard("C1:1.0"), tx.heard("C1:2.0"))) == (True, False)


async def test_messages_are_told_in_the_order_in_which_they_were_written(kept: Store) -> None:
    later = make_message(at=NOON + timedelta(minutes=1), text="second", source="b")
    await keep(kept, later, make_message(text="first", source="a"))
    assert [each.text for each in await ask(kept, lambda tx: tx.messages_of("request-1"))] == ["first", "second"]


async def test_offer_and_rating_are_found_by_what_they_belong_to(kept: Store) -> None:
    await keep(kept, Offer(request_id="request-1", articles=["a"], scores=[0.5], shown_at=NOON), make_rating())
    offer, rating = await ask(kept, lambda tx: (tx.offer_of("request-1"), tx.rating_of(NUMBER)))
    assert (offer and offer.articles, rating and rating.question) == (["a"], "How did we do?")


async def test_clocks_are_told_in_the_order_in_which_they_started(kept: Store) -> None:
    await keep(kept, make_clock(id="late", started_at=NOON + timedelta(minutes=1)), make_clock(id="early"))
    assert [clock.id for clock in await ask(kept, lambda tx: tx.clocks_of(NUMBER))] == ["early", "late"]


async def test_the_events_of_a_clock_are_told_as_they_were_appended(kept: Store) -> None:
    kinds = [ClockEventKind.ACTIVATE, ClockEventKind.PAUSE]
    await keep(kept, make_clock())
    for sequence in (1, 0):
        await keep(kept, ClockEvent(clock_id="clock-1", sequence=sequence, at=NOON, kind=kinds[sequence], details={}))
    assert [event.kind for event in await ask(kept, lambda tx: tx.clock_events("clock-1"))] == kinds


async def test_a_clock_that_is_not_there_is_none(kept: Store) -> None:
    assert await ask(kept, lambda tx: tx.clock("other")) is None


async def test_open_tickets_are_counted_for_each_agent(kept: Store) -> None:
    for number, status in enumerate([Status.CLAIMED, Status.WAITING_ON_REQUESTER, Status.SOLVED], start=20):
        name = f"request-{number}"
        ticket = make_ticket(id=number, request_id=name, status=status, assignee_id=DANA)
        await keep(kept, make_request(id=name, receipt_id=name), ticket)
    assert await ask(kept, lambda tx: tx.open_counts([DANA, LENA])) == {DANA: 2, LENA: 0}


async def test_what_was_said_is_found_by_how_its_key_begins(store: Store) -> None:
    def work(tx: SqlTx) -> object:
        for key, edits in (("warning:1:a", None), ("warning:1:a:settled", "warning:1:a"), ("warning:12:b", None)):
            tx.say(Speech(key, Say.WARNING, LENA, edits=edits))
        return list(tx.said("warning:1:"))

    assert await ask(store, work) == [("warning:1:a", LENA)]


async def test_a_sign_in_a_key_is_no_wildcard(store: Store) -> None:
    def work(tx: SqlTx) -> object:
        tx.say(Speech("a_b", Say.NOTICE, LENA))
        tx.say(Speech("axb", Say.NOTICE, LENA))
        return list(tx.said("a_"))

    assert await ask(store, work) == [("a_b", LENA)]


async def test_what_was_said_before_is_known_by_its_key(store: Store) -> None:
    await store.transact(lambda tx: tx.say(Speech("a", Say.NOTICE, LENA)))
    assert await ask(store, lambda tx: (tx.said_before("a"), tx.said_before("b"))) == (True, False)


async def test_who_has_looked_at_the_home_is_remembered(store: Store) -> None:
    for _ in range(2):
        await store.transact(lambda tx: tx.keep_home(PRIYA))
    assert await ask(store, lambda tx: (tx.opened_home(PRIYA), tx.opened_home(DANA))) == (True, False)
