"""As many open clocks as are wanted, on every engine."""

from functools import partial

from sqlmodel import col, func, select

from bench import waking_clocks
from bot.sla.clock import Clock
from bot.storage import queries
from bot.storage.store import Store
from tests.builders import NOON


async def test_so_many_clocks_are_open_and_none_is_due(store: Store) -> None:
    await store.transact(partial(waking_clocks.fill, 1_000))
    assert await store.read(lambda session: session.exec(select(func.count(col(Clock.id)))).one()) == 1_000
    next_due = await store.read(queries.next_due)
    assert next_due is not None
    assert next_due > NOON
