"""Small exports as a helpdesk would write them, with the usual values."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ticket_export.people import People, read_people
from bot.ticket_export.questions import Nobody, understand
from bot.ticket_export.reading import Reading, Settings, read_tickets
from bot.ticket_export.table import Row, Table

ZONE = ZoneInfo("Europe/Berlin")
USUAL = {"Ticket": "1", "Created": "2026-09-14 09:00", "Requester": "Ana Duarte"}


def make_table(*rows: dict[str, str]) -> Table:
    """Every row has the usual values, but for those that it names."""
    whole = [USUAL | {"Ticket": str(number)} | row for number, row in enumerate(rows, 1)]
    heads = list(dict.fromkeys(head for row in whole for head in row))
    cells = (Row(line, tuple(row.get(head, "") for head in heads)) for line, row in enumerate(whole, 2))
    return Table("tickets.csv", tuple(heads), tuple(cells), (), "utf-8")


def make_people(*rows: dict[str, str], asked: Sequence[str] = ("Ana Duarte",)) -> People:
    return read_people(make_plain_table(*rows), asked)


def make_plain_table(*rows: dict[str, str]) -> Table:
    heads = tuple(rows[0])
    cells = (Row(line, tuple(row.values())) for line, row in enumerate(rows, 2))
    return Table("people.csv", heads, tuple(cells), (), "utf-8")


def wall_clock(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600


def read(*rows: dict[str, str], people: People | None = None, days: int = 90) -> Reading:
    table = make_table(*rows)
    return read_tickets(table, understand(table, Nobody()).columns, people, Settings(ZONE, wall_clock, days))
