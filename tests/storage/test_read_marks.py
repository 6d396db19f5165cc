"""How far each conversation was read back, and what is looked for in it."""

from datetime import timedelta

import pytest

from bot.storage import read_marks, receipts
from bot.storage.receipts import LEASE
from bot.storage.store import Store
from bot.tickets.request import RequestState
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Status
from tests.builders import NOON, PRIYA, make_request, make_ticket

LATER = NOON + timedelta(hours=1)


async def add(store: Store, *rows: object) -> None:
    for row in rows:
        await store.transact(lambda tx, row=row: tx.add(row))


async def test_a_conversation_has_the_last_mark_that_was_set(store: Store) -> None:
    for moment in (NOON, LATER):
        await store.transact(lambda tx, moment=moment: read_marks.mark(tx.session, "C1", moment))
    assert await store.read(read_marks.marks) == {"C1": LATER}


async def test_what_has_a_receipt_was_received(store: Store) -> None:
    receipt = {"id": "a", "route": "event:message", "body": {}, "received_at": NOON, "lease_until": NOON + LEASE}
    await store.transact(lambda tx: receipts.take_in(tx.connection, **receipt))
    assert await store.read(lambda session: read_marks.never_received(session, ["a", "b"])) == {"b"}


@pytest.mark.parametrize(
    ("status", "threads"), [(Status.OPEN, {"1.0"}), (Status.SOLVED, {"1.0"}), (Status.CLOSED, set())]
)
async def test_a_thread_lives_until_its_ticket_is_closed(store: Store, status: Status, threads: set[str]) -> None:
    request = make_request(state=RequestState.HANDED_OVER)
    thread = Thread(conversation="C1", ts="1.0", side=Side.REQUESTER, request_id=request.id)
    await add(store, request, make_ticket(status=status), thread)
    assert await store.read(lambda session: read_marks.live_threads(session, "C1")) == threads


async def test_a_thread_lives_while_an_offer_waits_for_an_answer(store: Store) -> None:
    request = make_request(state=RequestState.OFFERED)
    await add(store, request, Thread(conversation="C1", ts="1.0", side=Side.REQUESTER, request_id=request.id))
    assert await store.read(lambda session: read_marks.live_threads(session, "C1")) == {"1.0"}


async def test_a_thread_of_another_conversation_is_left_out(store: Store) -> None:
    request = make_request(state=RequestState.OFFERED)
    await add(store, request, Thread(conversation="C1", ts="1.0", side=Side.REQUESTER, request_id=request.id))
    assert await store.read(lambda session: read_marks.live_threads(session, "C2")) == set()


async def test_who_asked_since_then_asked_lately(store: Store) -> None:
    await add(store, make_request(received_at=NOON))
    assert await store.read(lambda session: read_marks.asked_lately(session, NOON)) == {PRIYA}
    assert await store.read(lambda session: read_marks.asked_lately(session, LATER)) == set()


async def test_who_waits_for_an_answer_counts_too(store: Store) -> None:
    await add(store, make_request(received_at=NOON), make_ticket(status=Status.CLAIMED))
    assert await store.read(lambda session: read_marks.asked_lately(session, LATER)) == {PRIYA}
