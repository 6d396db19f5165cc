"""Breaks the desk on purpose, and compares how that ends with how an undisturbed run ends.

Each scenario is run once for every point before and after a commit or a call to Slack, with a kill there, and once for
every fault.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from chaos.databases import databases
from chaos.faults import FAULTS
from chaos.scenarios import SCENARIOS
from chaos.show import progress, tables, tell
from chaos.siege import Siege, Wanted
from tests.postgres import NoPostgres

ENGINES = ("sqlite", "postgresql")


@click.command(help=__doc__)
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), help="Both, unless one is named.")
@click.option("--scenario", "scenarios", multiple=True, type=click.Choice(list(SCENARIOS)), help="Unless named, all.")
@click.option("--point", default="", help="Only the kill at this point, as a report names it.")
@click.option("--fault", "faults", multiple=True, type=click.Choice(list(FAULTS)), help="Only this, and no kills.")
@click.option("--only", default="", type=click.Choice(["", "kills", "faults"]), help="Only the one or the other.")
@click.option("--short", is_flag=True, help="A few points of each scenario, taken evenly from all along it.")
@click.option("--at-once", default=4, show_default=True, help="How many runs go on beside each other.")
def main(engines: Sequence[str], scenarios: Sequence[str], at_once: int, **what: Any) -> None:
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed process hangs up in the middle
    begun = time.monotonic()
    wanted = Wanted(scenarios or list(SCENARIOS), **what)
    besieged = (asyncio.run(_besiege(engine, wanted, at_once)) for engine in engines or ENGINES)
    sieges = [siege for siege in besieged if siege is not None]
    kills = sum(len(report.cases) for siege in sieges for report in siege.kills)
    strikes = sum(len(report.cases) for siege in sieges for report in siege.strikes)
    lost, doubled = (sum(siege.count(what) for siege in sieges) for what in ("lost", "doubled"))
    print(f"{kills} kills, {strikes} faults, {lost} lost, {doubled} doubled; {time.monotonic() - begun:.0f} seconds")
    sys.exit(0 if all(siege.is_good for siege in sieges) else 1)


async def _besiege(engine: str, wanted: Wanted, at_once: int) -> Siege | None:
    """None where that engine does not run on this machine, which is said."""
    try:
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder, databases(engine, Path(folder)) as made:
            siege = Siege(engine, made, wanted, at_once, tell, progress)
            await siege.run()
    except NoPostgres as reason:
        print(f"{engine} does not run on this machine: {reason}", flush=True)
        return None
    print(tables(siege), flush=True)
    return siege


if __name__ == "__main__":
    main()
