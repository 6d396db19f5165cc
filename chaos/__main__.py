"""Breaks the desk on purpose, and compares what it ends with with what an undisturbed one ends with."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from bench.table import Table
from chaos.campaign import Campaign, Report
from chaos.databases import databases
from chaos.scenarios import SCENARIOS

ENGINES = ("sqlite", "postgresql")
FEW = 6  # points of each scenario in the short form


@click.command(help=__doc__)
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), help="One of them; without it both.")
@click.option("--scenario", "names", multiple=True, type=click.Choice(list(SCENARIOS)))
@click.option("--point", default="", help="Only this one, as a report names it.")
@click.option("--short", is_flag=True, help=f"{FEW} points of each scenario, taken evenly from all along it.")
@click.option("--at-once", default=3, show_default=True, help="Runs beside each other.")
def main(engines: Sequence[str], names: Sequence[str], point: str, short: bool, at_once: int) -> None:
    begun = time.monotonic()
    reports = [
        report
        for engine in engines or ENGINES
        for report in asyncio.run(_break(engine, names or list(SCENARIOS), point, FEW if short else None, at_once))
    ]
    lost, doubled = (sum(report.count(what) for report in reports) for what in ("lost", "doubled"))
    kills = sum(len(report.cases) for report in reports)
    print(f"{kills} kills, {lost} lost, {doubled} doubled; {time.monotonic() - begun:.0f} seconds in all")
    sys.exit(1 if any(report.failed for report in reports) else 0)


async def _break(engine: str, names: Sequence[str], point: str, few: int | None, at_once: int) -> list[Report]:
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, databases(engine, Path(folder)) as made:
        campaign = Campaign(made, at_once, few)
        reports = []
        for name in names:
            reports.append(await campaign.kill(SCENARIOS[name], point))
            print(f"{engine}, {name}: {len(reports[-1].cases)} kills in {reports[-1].seconds:.0f} s", flush=True)
            _tell_failures(engine, reports[-1])
    print(f"\n{_table(engine, reports)}")
    return reports


def _tell_failures(engine: str, report: Report) -> None:
    for case in report.failed:
        print(f"  {case.how}{'' if case.is_reached else ': nobody came there'}")
        print(f"    python -m chaos --engine {engine} --scenario {report.scenario} {case.option}")
        print(str(case.verdict), flush=True)


def _table(engine: str, reports: Sequence[Report]) -> Table:
    heads = ("scenario", "points", "kills", "lost", "doubled", "other", "apologies", "whispers unheard", "seconds")
    rows = [
        (
            report.scenario,
            str(report.points),
            str(len(report.cases)),
            *(str(report.count(name)) for name in ("lost", "doubled", "other", "apologies", "whispers")),
            f"{report.seconds:.0f}",
        )
        for report in reports
    ]
    return Table(f"Killed at every point, {engine}", heads, rows)


if __name__ == "__main__":
    main()
