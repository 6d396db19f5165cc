"""What Slack delivered is kept once, leased while it is worked on, and run again when it was left behind."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.storage import receipts
from bot.storage.receipts import LEASE, MOST_ATTEMPTS, PATIENCE, Receipt, ReceiptState, Run
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from tests.builders import NOON

FIRST = Run("Ev1")
SECOND = timedelta(seconds=1)
LATER = NOON + LEASE


def make_receipt(**values: Any) -> dict[str, Any]:
    usual = {
        "id": "Ev1",
        "route": "event:message",
        "body": {"event": {"text": "hi"}},
        "received_at": NOON,
        "lease_until": NOON + LEASE,
    }
    return usual | values


class Shelf:
    """The receipts of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def take_in(self, **values: Any) -> bool:
        return await self.store.transact(lambda tx: receipts.take_in(tx.connection, **make_receipt(**values)))

    async def finish(self, run: Run = FIRST) -> bool:
        return await self.store.transact(lambda tx: tx.finish(run))

    async def release(self, run: Run = FIRST, at: datetime = NOON) -> None:
        await self.store.transact(lambda tx: receipts.release(tx.connection, run, at))

    async def postpone(self, run: Run, at: datetime = LATER) -> bool:
        return await self.store.transact(lambda tx: receipts.postpone(tx.connection, run, at))

    async def retry(self, run: Run) -> int | None:
        return await self.store.transact(lambda tx: receipts.retry(tx.connection, run))

    async def give_up(self, run: Run = FIRST) -> None:
        await self.store.transact(lambda tx: receipts.give_up(tx.connection, run))

    async def take_over(self, at: datetime = LATER, *in_hand: Run, **how: bool) -> list[str]:
        def work(tx: SqlTx) -> list[Receipt]:
            return receipts.take_over(tx.session, at, in_hand, **how)

        return [each.id for each in await self.store.transact(work)]

    async def find(self, receipt_id: str = "Ev1") -> Receipt:
        return await self.store.read(lambda session: session.get_one(Receipt, receipt_id))


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


async def test_a_delivery_that_two_replicas_take_in_at_once_is_kept_once(shelf: Shelf) -> None:
    await shelf.take_in(id="Ev0")
    assert sorted(await asyncio.gather(*(shelf.take_in() for _ in range(5)))) == [False] * 4 + [True]


async def test_a_finished_delivery_says_when(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    found = await shelf.find()
    assert (found.state, found.finished_at) == (ReceiptState.FINISHED, NOON)


async def test_a_delivery_is_finished_once(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.finish()
    assert not await shelf.finish()


async def test_what_was_never_delivered_cannot_be_finished(shelf: Shelf) -> None:
    assert not await shelf.finish(Run("unknown"))


async def test_whoever_lost_a_delivery_to_another_run_cannot_finish_it(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over()
    assert not await shelf.finish(Run("Ev1", 1))
    assert await shelf.finish(Run("Ev1", 2))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_nobody_takes_over_what_is_being_finished(shelf: Shelf) -> None:
    """The other replica sees the receipt as it was, and leaves it alone all the same."""
    await shelf.take_in()

    def finish_slowly(tx: SqlTx) -> list[str]:
        tx.finish(FIRST)
        return asyncio.run_coroutine_threadsafe(shelf.take_over(), loop).result(timeout=5)

    loop = asyncio.get_running_loop()
    assert await shelf.store.transact(finish_slowly) == []


async def test_nobody_takes_over_what_is_being_worked_on(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.take_over(NOON + LEASE - SECOND) == []


async def test_what_is_in_hand_for_long_keeps_its_lease(shelf: Shelf) -> None:
    await shelf.take_in()
    assert await shelf.take_over(NOON + LEASE - SECOND, FIRST) == []
    assert await shelf.take_over(LATER) == []


async def test_what_was_in_hand_before_another_run_began_is_not(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over(LATER)
    assert await shelf.take_over(LATER + LEASE, FIRST) == ["Ev1"]


async def test_what_was_released_is_taken_over_at_once(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.release()
    assert await shelf.take_over(NOON) == ["Ev1"]


async def test_what_was_finished_is_not_released(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.finish()
    await shelf.release()
    assert await shelf.take_over(LATER) == []


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


async def test_further_runs_are_counted_as_they_begin(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over()
    assert [await shelf.retry(Run("Ev1", 2)) for _ in range(2)] == [1, 2]


async def test_a_run_that_was_overtaken_is_not_counted(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over()
    assert await shelf.retry(FIRST) is None


async def test_what_was_given_up_is_not_tried_again(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.give_up()
    assert (await shelf.find()).state is ReceiptState.FAILED
    assert await shelf.take_over(LATER + LEASE * 2, everything=True) == []


async def test_being_taken_over_again_and_again_is_no_reason_to_give_up(shelf: Shelf) -> None:
    await shelf.take_in()
    for _ in range(3 * MOST_ATTEMPTS):
        assert await shelf.take_over(everything=True) == ["Ev1"]


async def test_a_run_that_slack_did_not_answer_is_not_counted(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.take_over()
    await shelf.retry(Run("Ev1", 2))
    assert await shelf.postpone(Run("Ev1", 2))
    assert (await shelf.find()).retries == 0


async def test_what_waits_for_slack_is_tried_again_after_a_while(shelf: Shelf) -> None:
    await shelf.take_in()
    await shelf.postpone(FIRST, LATER)
    assert await shelf.take_over(LATER + LEASE - SECOND) == []
    assert await shelf.take_over(LATER + LEASE) == ["Ev1"]


async def test_nothing_waits_for_slack_for_ever(shelf: Shelf) -> None:
    await shelf.take_in()
    assert not await shelf.postpone(FIRST, NOON + PATIENCE)
