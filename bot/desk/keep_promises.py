"""A clock wakes up: its leads are warned, its breach is recorded, or it climbs the next step of its ladder."""

from collections.abc import Callable
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


def keep_promise(tx: Tx, desk: Desk, clock_id: str) -> bool:
    """Does the first of what is due about the clock, if anything is. True while more is due."""
    clock, now = tx.clock(clock_id), desk.now()
    if clock is None:
        return False
    coming = keep_clocks.comes_next(desk, fold(tx.clock_events(clock_id)), now)
    if coming is None or coming.at > now:
        tx.wake(clock, coming.at if coming else None)
        return False
    if not DO[coming.kind](tx, desk, clock, now):  # it would be due for ever
        raise RuntimeError(f"{coming.kind} is due of a clock and changes nothing")
    return clock.wakes_at is not None and clock.wakes_at <= now
