"""`python -m bench` measures everything, `python -m bench intake clocks` a part of it."""

import asyncio
import logging
import os
import platform
import sys
import time
from collections.abc import Awaitable, Callable, Sequence

import click

from bench import burst, business_hours, clocks, intake, replicas, routing, search
from bench.effort import Effort, NotMeasured
from bench.table import Table

Bench = Callable[[Effort], Awaitable[Sequence[Table]]]

BENCHES: dict[str, Bench] = {
    "intake": intake.run,
    "routing": routing.run,
    "burst": burst.run,
    "replicas": replicas.run,
    "clocks": clocks.run,
    "search": search.run,
    "calendar": business_hours.run,
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@click.option(
    "--short", is_flag=True, help="Under a minute: shows that everything runs; no number of it is to be quoted."
)
def main(names: Sequence[str], short: bool) -> None:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # what it drops is counted, not told one by one
    effort, begun = Effort(is_short=short), time.monotonic()
    print(_machine(effort))
    missing = [name for name in names or BENCHES if not _measured(name, effort)]
    print(f"{time.monotonic() - begun:.0f} seconds in all")
    sys.exit(1 if missing else 0)


def _measured(name: str, effort: Effort) -> bool:
    try:
        tables = asyncio.run(_run(name, effort))
    except NotMeasured as why:
        return _not_measured(name, str(why))
    except TimeoutError:
        return _not_measured(name, "the machine is too busy with other things")
    for table in tables:
        print(f"\n{table}", flush=True)
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
