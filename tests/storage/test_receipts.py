"""What Slack delivered is kept once, leased while it is worked on, and run again when it was left behind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.storage import receipts
from bot.storage.receipts import LEASE, MOST_ATTEMPTS, Receipt, ReceiptState
from bot.storage.store import Store
from tests.builders import NOON

T = TypeVar("T")
LATER = NOON + LEASE + timedelta(seconds=1)


def make_receipt(**values: Any) -> Receipt:
    usual = {
        "id": "Ev1",
        "route": "event:message",
        "body": {"event": {"text": "hi"}},
        "received_at": NOON,
        "lease_until": NOON + LEASE,
    }
    return Receipt(**usual | values)


class Shelf:
    """The receipts of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def take_in(self, **values: Any) -> bool:
        return await self.store.transact(lambda tx: receipts.take_in(tx.session, make_receipt(**values)))

    async def finish(self, receipt_id: str = "Ev1") -> None:
        await self.store.transact(lambda tx: tx.finish(receipt_id))

    async def take_over(self, at: Any = LATER, **how: bool) -> list[str]:
        def work(tx: Any) -> list[Receipt]:
            return receipts.take_over(tx.session, at, **how)

        return [each.id for each in await self.store.transact(work) if each.state is ReceiptState.TAKEN]

    async def find(self, receipt_id: str = "Ev1") -> Receipt:
        return await self.store.read(lambda session: session.get_one(Receipt, receipt_id))

    async def ask(self, question: Callable[[Any, str], T], receipt_id: str = "Ev1") -> T:
        return await self.store.read(lambda session: question(session, receipt_id))


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


async def test_a_delivery_is_kept_as_it_came(shelf: Shelf) -> None:
    assert await shelf.take_in()
    assert (await shelf.find()).body == {"event": {"text": "hi"}}


async def test_a_delivery_that_came_before_changes_nothing(shelf: Shelf) -> None:
    await shelf.take_in()
    assert not await shelf.take_in(body={"event": {"text": "twice"}})
    assert (await shelf.find()).body == {"event": {"text": "hi"}}


async def test_a_delivery_that_was_finished_does_not_come_back(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    assert not await shelf.take_in()


async def test_a_kept_delivery_is_unfinished(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.ask(receipts.is_unfinished)


async def test_a_finished_delivery_says_when(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    found = await shelf.find()
    assert (found.state, found.finished_at) == (ReceiptState.FINISHED, NOON)


async def test_a_finished_delivery_is_not_unfinished(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    assert not await shelf.ask(receipts.is_unfinished)


async def test_what_was_never_delivered_is_not_unfinished(shelf: Shelf) -> None:
    assert not await shelf.ask(receipts.is_unfinished, "unknown")


async def test_finishing_what_was_never_delivered_does_nothing(shelf: Shelf) -> None:
    await shelf.finish("unknown")
    assert not await shelf.ask(receipts.is_unfinished, "unknown")


async def test_nobody_takes_over_what_is_being_worked_on(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.take_over(NOON + LEASE) == []


async def test_what_was_left_behind_is_taken_over(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.take_over() == ["Ev1"]


async def test_what_was_taken_over_is_leased_again(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over(LATER)
    assert (await shelf.find()).lease_until == LATER + LEASE
    assert await shelf.take_over(LATER) == []


async def test_what_was_finished_is_not_taken_over(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    assert await shelf.take_over() == []


async def test_at_start_everything_unfinished_is_taken_over(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.take_over(NOON, everything=True) == ["Ev1"]


async def test_what_came_first_is_taken_over_first(shelf: Shelf) -> None:
    for minute, name in enumerate(["c", "a", "b"]):
        await shelf.take_in(id=name, received_at=NOON + timedelta(minutes=minute))
    assert await shelf.take_over() == ["c", "a", "b"]


async def test_what_fails_every_time_is_given_up(shelf: Shelf) -> None:
    await shelf.take_in(attempts=MOST_ATTEMPTS)
    assert await shelf.take_over() == []
    assert (await shelf.find()).state is ReceiptState.FAILED


async def test_what_was_given_up_is_not_tried_again(shelf: Shelf) -> None:
    await shelf.take_in(attempts=MOST_ATTEMPTS)
    await shelf.take_over()
    assert await shelf.take_over(LATER + LEASE * 2, everything=True) == []


async def test_a_delivery_is_tried_as_often_as_allowed(shelf: Shelf) -> None:
    await shelf.take_in()
    runs, at = 1, LATER
    while await shelf.take_over(at):
        runs, at = runs + 1, at + LEASE * 2
    assert runs == MOST_ATTEMPTS
