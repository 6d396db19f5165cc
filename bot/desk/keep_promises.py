"""A clock wakes up: its leads are warned, its breach is recorded, or it climbs the next step of its ladder."""

from collections.abc import Callable, Collection
from datetime import datetime

from bot.desk import keep_clocks
from bot.desk.climb import climb
from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.desk.warn_leads import breach, warn_leads
from bot.sla.clock import Clock, ClockEventKind
from bot.sla.fold import fold

DO: dict[ClockEventKind, Callable[[Tx, Desk, Clock, datetime], bool]] = {
    ClockEventKind.WARN: warn_leads,
    ClockEventKind.BREACH: breach,
    ClockEventKind.ESCALATE: climb,
}


def keep_promise(tx: Tx, desk: Desk, clock_id: str, only: Collection[ClockEventKind] = tuple(DO)) -> bool:
    """Does the first of what is due about the clock, if anything of these kinds is. True while more is due."""
    clock, now = tx.clock(clock_id), desk.now()
    if clock is None:
        return False
    state = fold(tx.clock_events(clock_id))
    due = [each.kind for each in keep_clocks.coming(desk, state, now) if each.at <= now and each.kind in only]
    if not due:
        keep_clocks.set_to_wake(tx, desk, clock, state)
        return False
    if not DO[due[0]](tx, desk, clock, now):  # it would be due for ever
        raise RuntimeError(f"{due[0]} is due of a clock and changes nothing")
    return clock.wakes_at is not None and clock.wakes_at <= now


def put_off(tx: Tx, desk: Desk, clock_id: str, until: datetime) -> None:
    """What is due about the clock is tried again then, or when the next comes due of it."""
    clock, now = tx.clock(clock_id), desk.now()
    if clock is not None:
        coming = keep_clocks.coming(desk, fold(tx.clock_events(clock_id)), now)
        tx.wake(clock, min([until, *(each.at for each in coming if each.at > now)]))
