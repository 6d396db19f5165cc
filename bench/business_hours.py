"""When a promise is due: exact arithmetic on the policy's calendar, beside what one would take instead."""

import importlib
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bench.company import POLICY
from bench.effort import Effort
from bench.stopwatch import stopwatch
from bench.table import Table, ratio, seconds
from bot.config import read_policy
from bot.sla.business_hours import Calendar

Deadline = Callable[[datetime, timedelta], datetime]
MINUTE = timedelta(minutes=1)
PEER = "businesstimedelta"


async def run(effort: Effort) -> list[Table]:
    calendar = read_policy(POLICY).calendars["office"]
    ways: dict[str, Deadline] = {"Frontdesk": calendar.add, "minute by minute": _minute_by_minute(calendar)}
    notes = list[str]()
    try:
        ways[PEER] = _business_time_delta(calendar)
    except ImportError:
        notes.append(f"{PEER}: not measured, since it is not installed.")
    promises = _promises(effort.pick(100, 20))
    notes += [
        f"{name} disagrees in {wrong} of {len(promises)}." for name, wrong in _disagreements(ways, promises) if wrong
    ]
    costs = {name: [_cost(way, promises) for _ in range(effort.rounds)] for name, way in ways.items()}
    rows = [(name, seconds(median(cost)), ratio(cost, costs["Frontdesk"])) for name, cost in costs.items()]
    return [Table("calendar: when a promise is due", ("CPU of a deadline", "median", "× Frontdesk"), rows, notes)]


def _promises(count: int) -> list[tuple[datetime, timedelta]]:
    """From fifteen minutes to forty hours of office time, asked at any time of a year."""
    chance, new_year = random.Random(1), datetime(2026, 1, 1, tzinfo=UTC)
    return [
        (new_year + timedelta(minutes=chance.randrange(525_600)), timedelta(minutes=chance.randrange(15, 2_400)))
        for _ in range(count)
    ]


def _cost(deadline: Deadline, promises: Sequence[tuple[datetime, timedelta]]) -> float:
    with stopwatch(len(promises)) as spent:
        for start, amount in promises:
            deadline(start, amount)
    return spent.cpu


def _disagreements(ways: dict[str, Deadline], promises: Sequence[tuple[datetime, timedelta]]) -> list[tuple[str, int]]:
    """How often another way is more than a minute away from ours; looking also makes every way compile its years."""
    exact = [ways["Frontdesk"](start, amount) for start, amount in promises]
    return [
        (name, sum(abs(way(*promise) - due) > MINUTE for promise, due in zip(promises, exact, strict=True)))
        for name, way in ways.items()
    ]


def _minute_by_minute(calendar: Calendar) -> Deadline:
    """Goes through the time and counts the minutes that are open."""

    def deadline(start: datetime, amount: timedelta) -> datetime:
        at, left = start, amount
        while left > timedelta(0):
            if calendar.is_open(at):
                left -= MINUTE
            at += MINUTE
        return at

    return deadline


def _business_time_delta(calendar: Calendar) -> Deadline:
    """Raises ImportError when it is not installed."""
    peer: Any = importlib.import_module(PEER)
    from datetime import time as clock_face

    import holidays

    work = peer.WorkDayRule(
        start_time=clock_face(9), end_time=clock_face(17), working_days=list(range(5)), tz=calendar.zone
    )
    days_off = peer.HolidayRule(holidays.country_holidays("US", subdiv="NY"), tz=calendar.zone)
    rules = peer.Rules([work, days_off])
    return lambda start, amount: start + peer.BusinessTimeDelta(rules, timedelta=amount)
