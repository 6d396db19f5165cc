"""What came of it, to be read: each case that went wrong, with what repeats it, and the tables."""

from collections.abc import Sequence

from bench.table import Table
from chaos.campaign import Case, Report
from chaos.siege import Siege

_COUNTED = ("lost", "doubled", "other", "apologies", "whispers")
_HEADS = ("lost", "doubled", "otherwise different", "apologies", "whispers unheard or repeated", "seconds")
_NOTE = (
    "An apology is the desk saying that it failed, when it did. A whisper is what only one person sees for a moment: "
    "Slack keeps none, so one that is not heard is not lost. One that may not have been heard is repeated in the DM."
)


def tell(engine: str, case: Case) -> None:
    print(f"\n{engine}, {case.scenario}, {case.how}{'' if case.is_reached else ': nobody came there'}")
    print(f"  python -m chaos --engine {engine} --scenario {case.scenario} {case.option}")
    print(case.verdict, flush=True)


def progress(engine: str, report: Report) -> None:
    print(f"{engine}, {report.name}: {len(report.cases)} kills", flush=True)


def tables(siege: Siege) -> str:
    shown = []
    if siege.kills:
        rows = [_row(each, str(each.points), str(len(each.cases))) for each in siege.kills]
        heads = ("scenario", "points", "kills", *_HEADS)
        shown.append(Table(f"Killed before and after each commit and each call, {siege.engine}", heads, rows, [_NOTE]))
    if siege.strikes:
        rows = [_row(each, str(len(each.cases))) for each in siege.strikes]
        shown.append(Table(f"Faults, {siege.engine}", ("fault", "scenarios", *_HEADS), rows))
    return "\n".join(f"\n{table}" for table in shown)


def _row(report: Report, *numbers: str) -> Sequence[str]:
    counted = (str(report.count(what)) for what in _COUNTED)
    return (report.name, *numbers, *counted, f"{report.seconds:.0f}")
