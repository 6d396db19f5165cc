"""Time: what an idle look at the timers costs, what setting them costs, and how late they fire, beside APScheduler."""

import itertools
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median

from bench import one_job_each, timers_table
from bench.effort import Effort
from bench.stopwatch import Spent
from bench.table import Table, percentile, ratio, seconds

Adding = Callable[[Path], Awaitable[Spent]]

PEER = "APScheduler, a job a clock"


async def run(effort: Effort) -> list[Table]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        return [await _idle(place, effort), await _adding(place, effort), await _firing(place, effort)]


async def _idle(folder: Path, effort: Effort) -> Table:
    looks, counts = effort.pick(200, 50), effort.pick((1_000, 1_000_000), (1_000, 10_000))
    rows, costs = list[tuple[str, str, str]](), dict[int, list[float]]()
    for count in counts:
        costs[count] = await timers_table.idle_looks(folder / f"{count}.db", count, looks, effort.rounds)
        peer = one_job_each.idle_looks(folder / f"{count}.jobs", count, looks, effort.rounds)
        rows.append((f"Frontdesk, {count:,} timers", seconds(median(costs[count])), "1"))
        rows.append((f"{PEER}, {count:,} jobs", seconds(median(peer)), ratio(peer, costs[count])))
    few, many = (costs[count] for count in counts)
    growth = f"From {counts[0]:,} to {counts[1]:,} timers an idle look costs {ratio(many, few)} times as much."
    return Table("clocks: a look when nothing is due", ("CPU of a look", "median", "× Frontdesk"), rows, [growth])


async def _adding(folder: Path, effort: Effort) -> Table:
    count = effort.pick(500, 50)
    ways: dict[str, Adding] = {
        PEER: lambda path: one_job_each.adding(path, count),
        "Frontdesk, both timers of a clock": lambda path: timers_table.adding(path, count, at_once=1),
        "the same, 32 clocks at once": lambda path: timers_table.adding(path, count, at_once=32),
        "the same, in the transaction of their ticket": lambda path: timers_table.adding_within(path, count),
    }
    spent: dict[str, list[Spent]] = {name: [] for name in ways}
    for number, (place, (name, way)) in itertools.product(range(effort.rounds), enumerate(ways.items())):
        spent[name].append(await way(folder / f"adding-{place}-{number}.db"))
    rows = [_added(name, found, spent[PEER]) for name, found in spent.items()]
    heads = ("Set and durable", "CPU of a clock", "times cheaper", "time of a clock", "times faster")
    return Table("clocks: setting the timers of a clock", heads, rows)


def _added(name: str, own: Sequence[Spent], peer: Sequence[Spent]) -> tuple[str, ...]:
    cpu, wall = [one.cpu for one in own], [one.wall for one in own]
    cheaper, faster = ratio([one.cpu for one in peer], cpu), ratio([one.wall for one in peer], wall)
    return name, seconds(median(cpu)), cheaper, seconds(median(wall)), faster


async def _firing(folder: Path, effort: Effort) -> Table:
    count, within = effort.pick((2_000, 20.0), (50, 0.5))
    tickets = await timers_table.tickets_to_warn_of(folder / "tickets.db", count, within)
    own, peer = list[list[float]](), list[list[float]]()
    for number in range(effort.rounds):
        own.append(await timers_table.lateness(tickets, folder / f"round{number}.db"))
        peer.append(await one_job_each.lateness(folder / f"round{number}.jobs", count, within))
    rows = [_fired("Frontdesk: the leads are warned", own, count), _fired(f"{PEER}, which does nothing", peer, count)]
    heads = (f"{count:,} due within {within:g} s", "late p50", "late p99", "dropped")
    return Table("clocks: how late they fire", heads, rows)


def _fired(name: str, rounds: Sequence[Sequence[float]], count: int) -> tuple[str, str, str, str]:
    fired = [one for one in rounds if one]
    half, most = (seconds(median(percentile(one, percent) for one in fired)) if fired else "–" for percent in (50, 99))
    return name, half, most, f"{median(count - len(one) for one in rounds):.0f}"
