"""The story of an audit: read the policy and the export, ask what is unclear, judge, and write down what was found."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import read_policy
from bot.desk.policy import Policy
from bot.errors import BadInput, Problem
from bot.insight.audit.audit import Audit
from bot.insight.audit.audit import audit as judge
from bot.sla.business_hours import Calendar
from bot.ticket_export.column_map import ColumnMap, beside, recall, remember
from bot.ticket_export.columns import Column
from bot.ticket_export.people import People, read_people
from bot.ticket_export.questions import Asker, Nobody, Understood, complete, understand
from bot.ticket_export.reading import Reading, Settings, read_tickets
from bot.ticket_export.table import Table, read_table
from bot.views.audit import draft, report, summary

DRAFT, REPORT = "desk.draft.yml", "audit.html"


@dataclass(frozen=True)
class Order:
    """What to audit. Without an export, that of a made-up company is written and taken."""

    export: Path | None
    people: Path | None
    days: int
    out: Path | None
    config: Path
    replace: bool


def carry_out(order: Order, asker: Asker | None) -> str:
    """What to tell whoever asked. Raises BadInput when something cannot be read, or would be overwritten."""
    policy = read_policy(order.config)
    folder = _folder(order)
    _keep_earlier(folder / DRAFT, order.replace)
    export, people_file = _files(order, folder, policy)
    table = read_table(export)
    understood = _understood(export, table, asker or Nobody())
    people = _people(people_file, table, understood.columns)
    reading = read_tickets(table, understood.columns, people, _settings(policy, order.days))
    _refuse_nothing(table, reading)
    found = judge(reading.tickets)
    _write(folder, found, reading, order.config)
    return summary.render(found, reading, understood, (folder / DRAFT, folder / REPORT))


def _folder(order: Order) -> Path:
    beside_export = order.export.with_suffix("").with_name(f"{order.export.stem}-audit") if order.export else None
    return order.out or beside_export or Path("var/audit")


def _keep_earlier(path: Path, replace: bool) -> None:
    """An owner may have worked on the draft."""
    if path.exists() and not replace:
        found = "a draft of an earlier audit"
        raise BadInput(
            [Problem(str(path), None, "file", found, "another folder (--out), or --replace to overwrite it")]
        )


def _files(order: Order, folder: Path, policy: Policy) -> tuple[Path, Path | None]:
    if order.export:
        return order.export, order.people
    from bot.ticket_export.sample import draw_sample

    return draw_sample(_calendar(policy)).write(folder)


def _understood(export: Path, table: Table, asker: Asker) -> Understood:
    """As it was remembered; else as it is understood now, which is remembered."""
    path = beside(export)
    remembered = recall(path, table.heads)
    if remembered is not None:
        return Understood(complete(remembered, table, asker), None, {})
    understood = understand(table, asker)
    remember(path, understood.columns)
    return understood


def _people(path: Path | None, table: Table, columns: ColumnMap) -> People | None:
    if path is None:
        return None
    heads = [columns.columns[column] for column in (Column.REQUESTER, Column.EMAIL) if column in columns.columns]
    return read_people(read_table(path), [cell for head in heads for cell in table.column(head)])


def _settings(policy: Policy, days: int) -> Settings:
    calendar = _calendar(policy)

    def open_hours(start: datetime, end: datetime) -> float:
        return calendar.elapsed(start, end).total_seconds() / 3600

    return Settings(ZoneInfo(policy.desk.zone), open_hours, days)


def _calendar(policy: Policy) -> Calendar:
    return policy.calendars[policy.desk.calendar]


def _refuse_nothing(table: Table, reading: Reading) -> None:
    if not reading.tickets:
        problems = [
            Problem(table.file, lines[0], "row", reason, "a ticket that can be read")
            for reason, lines in reading.notes.left_out.items()
        ]
        raise BadInput(problems)


def _write(folder: Path, found: Audit, reading: Reading, config: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    base = config.read_text(encoding="utf-8")
    if found.proposals:
        text = draft.render(found, base, str(config), str(folder / DRAFT))
        (folder / DRAFT).write_text(text, encoding="utf-8")
    (folder / REPORT).write_text(report.render(found, reading.account), encoding="utf-8")
