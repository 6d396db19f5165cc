"""`python -m bench` measures everything, `python -m bench intake clocks` a part of it; `--keep` writes it down."""

import asyncio
import logging
import os
import platform
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import date

import click

from bench import burst, business_hours, clocks, finding, intake, offers, replicas, routing, search, sorting
from bench.effort import Effort, NotMeasured
from bench.kept import keep
from bench.table import Table

Bench = Callable[[Effort], Awaitable[Sequence[Table]]]

BENCHES: dict[str, Bench] = {
    "intake": intake.run,
    "routing": routing.run,
    "burst": burst.run,
    "replicas": replicas.run,
    "clocks": clocks.run,
    "search": search.run,
    "finding": finding.run,
    "offers": offers.run,
    "sorting": sorting.run,
    "calendar": business_hours.run,
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@click.option(
    "--short", is_flag=True, help="A few minutes: shows that everything runs; no number of it is to be quoted."
)
@click.option("--keep", "is_kept", is_flag=True, help="Write the tables into bench/README.md as well.")
def main(names: Sequence[str], short: bool, is_kept: bool) -> None:
    if short and is_kept:
        raise click.UsageError("No number of the short form is to be quoted: it cannot be kept.")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # what it drops is counted, not told one by one
    effort, begun = Effort(is_short=short), time.monotonic()
    print(_machine(effort))
    missing = [name for name in names or BENCHES if not _measured(name, effort, is_kept=is_kept)]
    print(f"{time.monotonic() - begun:.0f} seconds in all")
    sys.exit(1 if missing else 0)


def _measured(name: str, effort: Effort, *, is_kept: bool) -> bool:
    machine = f"{_machine(effort)}, {date.today()}, load {os.getloadavg()[0]:.1f} when it began"  # noqa: DTZ011
    try:
        tables = asyncio.run(_run(name, effort))
    except NotMeasured as why:
        return _not_measured(name, str(why))
    except TimeoutError:
        return _not_measured(name, "the machine is too busy with other things")
    for table in tables:
        print(f"\n{table}", flush=True)
    if is_kept:
        keep(name, machine, tables)
    return True


def _not_measured(name: str, why: str) -> bool:
    print(f"\n{name}: not measured: {why}", flush=True)
    return False


async def _run(name: str, effort: Effort) -> Sequence[Table]:
    return await BENCHES[name](effort)


def _machine(effort: Effort) -> str:
    form = "short form, " if effort.is_short else ""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()} on {platform.system()}"
    return f"{form}medians of {effort.rounds} rounds; {machine}"


if __name__ == "__main__":
    main()
