"""The made-up company, audited once for all tests that look at the result."""

from functools import cache
from pathlib import Path

from bot.config import read_policy
from bot.insight.audit.audit import Audit, audit
from bot.insight.audit.ticket import PastTicket
from bot.sla.business_hours import Calendar
from bot.ticket_export.column_map import ColumnMap
from bot.ticket_export.people import read_people
from bot.ticket_export.questions import Nobody, understand
from bot.ticket_export.reading import Settings, read_tickets
from bot.ticket_export.sample import PEOPLE_HEADS, TICKET_HEADS, Sample, draw_sample
from bot.ticket_export.sample_company import Load
from bot.ticket_export.table import Row, Table

ROOT = Path(__file__).parents[3]


@cache
def calendar() -> Calendar:
    policy = read_policy(ROOT / "desk.yml")
    return policy.calendars[policy.desk.calendar]


@cache
def sample(load: Load | None = None) -> Sample:
    return draw_sample(calendar(), load)


@cache
def tickets(load: Load | None = None) -> tuple[PastTicket, ...]:
    drawn = sample(load)
    table, people = _table(TICKET_HEADS, drawn.tickets), _table(PEOPLE_HEADS, drawn.people)
    columns: ColumnMap = understand(table, Nobody()).columns
    hours = calendar()
    settings = Settings(hours.zone, lambda start, end: hours.elapsed(start, end).total_seconds() / 3600, 90)
    return read_tickets(table, columns, read_people(people, table.column("Requester")), settings).tickets


@cache
def audited(load: Load | None = None) -> Audit:
    return audit(tickets(load))


def truth(load: Load | None = None) -> list[str]:
    """Who asked each of the tickets, in their order."""
    drawn = sample(load)
    asked = {ticket[0]: crowd for ticket, crowd in zip(drawn.tickets, drawn.truth, strict=True)}
    return [asked[ticket.number] for ticket in tickets(load)]


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table("sample", heads, tuple(Row(line, row) for line, row in enumerate(rows, 2)), (), "utf-8")
