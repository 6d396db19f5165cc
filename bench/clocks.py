"""Time: what an idle look at the clocks costs, what adding one costs, and how late they are, beside APScheduler."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from bench import one_job_each, waking_clocks
from bench.databases import Databases, engines
from bench.effort import Effort
from bench.stopwatch import Spent
from bench.table import Table, percentile, ratio, seconds

PEER = "APScheduler, a job a clock"


async def run(effort: Effort) -> list[Table]:
    with engines() as found:
        return [
            Table("clocks: a look when nothing is due", _LOOKS, *await _idle(found, effort)),
            Table("clocks: adding one", _ADDED, await _adding(found, effort)),
            await _firing(found, effort),
        ]


_LOOKS = ("A look", "CPU", "time", "CPU × Frontdesk")
_ADDED = ("Added and durable", "CPU of a clock", "times cheaper", "time of a clock", "times faster")


async def _idle(found: Sequence[Databases], effort: Effort) -> tuple[list[tuple[str, ...]], list[str]]:
    looks, counts = effort.pick(200, 50), effort.pick((1_000, 1_000_000), (1_000, 10_000))
    rows, notes = list[tuple[str, ...]](), list[str]()
    for databases in found:
        own: dict[int, list[Spent]] = {}
        for count in counts:
            own[count] = await waking_clocks.idle_looks(databases.new(), count, looks, effort.rounds)
            peer = one_job_each.idle_looks(databases.new(), count, looks, effort.rounds)
            rows.append(_looked(f"{databases.name}: Frontdesk, {count:,} open clocks", own[count], own[count]))
            rows.append(_looked(f"{databases.name}: {PEER}, {count:,} jobs", peer, own[count]))
        few, many = ([one.cpu for one in own[count]] for count in counts)
        notes.append(
            f"{databases.name}: with {counts[1]:,} clocks a look costs {ratio(many, few)} × that with {counts[0]:,}."
        )
    return rows, notes


def _looked(name: str, spent: Sequence[Spent], own: Sequence[Spent]) -> tuple[str, ...]:
    cpu, wall = [one.cpu for one in spent], [one.wall for one in spent]
    return name, seconds(median(cpu)), seconds(median(wall)), ratio(cpu, [one.cpu for one in own])


async def _adding(found: Sequence[Databases], effort: Effort) -> list[tuple[str, ...]]:
    return [row for databases in found for row in await _adding_to(databases, effort.pick(500, 50), effort.rounds)]


async def _adding_to(databases: Databases, count: int, rounds: int) -> list[tuple[str, ...]]:
    spent = defaultdict[str, list[Spent]](list)
    for _ in range(rounds):
        spent[PEER].append(await one_job_each.adding(databases.new(), count))
        added = await waking_clocks.adding_to_tickets(databases.new(), count)
        spent["Frontdesk, setting a clock to wake up, in its ticket's transaction"].append(added.waking)
        spent["its row as well"].append(added.row)
        spent["its first event and its deadline as well"].append(added.whole)
        spent["the same, of many tickets in one transaction"].append(
            await waking_clocks.adding_whole(databases.new(), count)
        )
        spent["a clock's row in a transaction of its own"].append(
            await waking_clocks.adding(databases.new(), count, at_once=1)
        )
        spent["the same, 32 clocks at once"].append(await waking_clocks.adding(databases.new(), count, at_once=32))
    return [_added(f"{databases.name}: {name}", own, spent[PEER]) for name, own in spent.items()]


def _added(name: str, own: Sequence[Spent], peer: Sequence[Spent]) -> tuple[str, ...]:
    cpu, wall = [one.cpu for one in own], [one.wall for one in own]
    cheaper, faster = ratio([one.cpu for one in peer], cpu), ratio([one.wall for one in peer], wall)
    return name, seconds(median(cpu)), cheaper, seconds(median(wall)), faster


async def _firing(found: Sequence[Databases], effort: Effort) -> Table:
    count, within = effort.pick((2_000, 20.0), (50, 0.5))
    rows = list[tuple[str, ...]]()
    for databases in found:
        tickets = await waking_clocks.tickets_to_warn_of(databases.new(), count, within)
        own, peer = list[list[float]](), list[list[float]]()
        for _ in range(effort.rounds):
            own.append(await waking_clocks.lateness(databases.copy(tickets)))
            peer.append(await one_job_each.lateness(databases.new(), count, within))
        rows.append(_fired(f"{databases.name}: Frontdesk warns the leads", own, count))
        rows.append(_fired(f"{databases.name}: {PEER}, which does nothing", peer, count))
    heads = (f"{count:,} due within {within:g} s", "late p50", "late p99", "latest", "dropped")
    return Table("clocks: how late they fire", heads, rows)


def _fired(name: str, rounds: Sequence[Sequence[float]], count: int) -> tuple[str, ...]:
    fired = [one for one in rounds if one]
    figures = [*([percentile(one, percent) for one in fired] for percent in (50, 99)), [max(one) for one in fired]]
    return (
        name,
        *(seconds(median(one)) if one else "–" for one in figures),
        f"{median(count - len(one) for one in rounds):.0f}",
    )
