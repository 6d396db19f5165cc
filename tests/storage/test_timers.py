"""A timer is taken once, when it is due."""

from datetime import timedelta

from bot.storage import queries
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.timer import TimerKind
from tests.builders import NOON

MINUTE = timedelta(minutes=1)


async def arm(store: Store, subject: str = "request-1", minutes: int = 0) -> None:
    await store.transact(lambda tx: tx.set_timer(TimerKind.LAPSE, subject, NOON + minutes * MINUTE))


async def take(store: Store, minutes: int = 0) -> bool:
    return await store.transact(lambda tx: tx.take_timer(TimerKind.LAPSE, "request-1", NOON + minutes * MINUTE))


async def due(store: Store, minutes: int = 0, limit: int = 200) -> list[str]:
    at = NOON + minutes * MINUTE
    return [timer.subject for timer in await store.read(lambda session: queries.due(session, at, limit=limit))]


async def test_a_timer_is_taken_when_it_is_due(store: Store) -> None:
    await arm(store)
    assert await take(store)


async def test_a_timer_is_taken_once(store: Store) -> None:
    await arm(store)
    await take(store)
    assert not await take(store)


async def test_a_timer_that_was_moved_to_a_later_time_is_not_taken(store: Store) -> None:
    await arm(store)
    await arm(store, minutes=5)
    assert not await take(store)


async def test_the_last_due_time_counts(store: Store) -> None:
    await arm(store)
    await arm(store, minutes=5)
    assert await take(store, minutes=5)


async def test_a_cancelled_timer_is_not_taken(store: Store) -> None:
    await arm(store)
    await store.transact(lambda tx: tx.cancel_timer(TimerKind.LAPSE, "request-1"))
    assert not await take(store)


async def test_cancelling_what_was_never_armed_does_nothing(store: Store) -> None:
    await store.transact(lambda tx: tx.cancel_timer(TimerKind.LAPSE, "request-1"))
    assert await due(store) == []


async def test_timers_of_one_subject_are_told_apart_by_their_kind(store: Store) -> None:
    await arm(store)
    await store.transact(lambda tx: tx.cancel_timer(TimerKind.CLOSE, "request-1"))
    assert await take(store)


async def test_a_timer_that_was_taken_can_be_armed_again_at_once(store: Store) -> None:
    await arm(store)

    def take_and_arm(tx: SqlTx) -> None:
        tx.take_timer(TimerKind.LAPSE, "request-1", NOON)
        tx.set_timer(TimerKind.LAPSE, "request-1", NOON + MINUTE)

    await store.transact(take_and_arm)
    assert await due(store, minutes=1) == ["request-1"]


async def test_a_due_timer_can_be_postponed(store: Store) -> None:
    await arm(store)
    await store.transact(lambda tx: tx.postpone_timer(TimerKind.LAPSE, "request-1", NOON, NOON + MINUTE))
    assert (await due(store), await due(store, minutes=1)) == ([], ["request-1"])


async def test_a_timer_that_was_cancelled_is_not_postponed(store: Store) -> None:
    await store.transact(lambda tx: tx.postpone_timer(TimerKind.LAPSE, "request-1", NOON, NOON + MINUTE))
    assert await due(store, minutes=1) == []


async def test_what_is_due_is_told_oldest_first(store: Store) -> None:
    for minutes, subject in ((2, "late"), (1, "early"), (3, "not yet")):
        await arm(store, subject, minutes)
    assert await due(store, minutes=2) == ["early", "late"]


async def test_a_crowd_that_is_due_is_told_in_parts(store: Store) -> None:
    for minutes, subject in enumerate("abc"):
        await arm(store, subject, minutes)
    assert await due(store, minutes=9, limit=2) == ["a", "b"]


async def test_the_next_due_time_is_the_earliest(store: Store) -> None:
    for minutes in (7, 5):
        await arm(store, str(minutes), minutes)
    assert await store.read(queries.next_due) == NOON + 5 * MINUTE


async def test_nothing_is_due_when_no_timer_is_armed(store: Store) -> None:
    assert await store.read(queries.next_due) is None
