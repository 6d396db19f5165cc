"""As many timers as are wanted, on every engine."""

from functools import partial

from sqlmodel import func, select

from bench import timers_table
from bot.storage.store import Store
from bot.tickets.timer import Timer
from tests.builders import NOON


async def test_so_many_timers_are_set_and_none_is_due(store: Store) -> None:
    await store.transact(partial(timers_table.fill, 1_000))
    count, earliest = await store.read(lambda session: session.exec(select(func.count(), func.min(Timer.due_at))).one())
    assert count == 1_000
    assert earliest > NOON
