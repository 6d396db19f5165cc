"""An export turned into tickets. A row that cannot be used is left out, with its line and the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import TypeVar

from bot.insight.audit.ticket import NEW_FOR_DAYS, NEW_HIRE, SETTLED, Dimension, PastTicket
from bot.ticket_export.account import Account, Notes, in_words
from bot.ticket_export.cells import escalation_of, priority_of, stations_of, times_of
from bot.ticket_export.column_map import ColumnMap
from bot.ticket_export.columns import TELLS, Column
from bot.ticket_export.lengths import Unit, hours_of
from bot.ticket_export.moments import reader_of, same_day, ways_of
from bot.ticket_export.people import Attributes, People
from bot.ticket_export.table import Row, Table

T = TypeVar("T")

OpenHours = Callable[[datetime, datetime], float]

_MARKS = {Column.ESCALATED: escalation_of, Column.REOPENED: times_of}
_NOBODYS_WORK = {"spam", "deleted", "merged", "duplicate", "suspended"}
_DIMENSIONS = {
    Column.DEPARTMENT: Dimension.DEPARTMENT,
    Column.ROLE: Dimension.ROLE,
    Column.LOCATION: Dimension.LOCATION,
    Column.EMPLOYMENT: Dimension.EMPLOYMENT,
    Column.ASSET: Dimension.ASSET,
}


class LeftOutError(Exception):
    """A row that cannot be used, for a reason that many rows may share."""


@dataclass(frozen=True)
class Settings:
    """The zone in which the export tells its times, the desk's open hours between two moments, and for how long."""

    zone: tzinfo
    open_hours: OpenHours
    days: int


@dataclass(frozen=True)
class Reading:
    """The tickets by the time they were opened, and what was left out of them."""

    tickets: tuple[PastTicket, ...]
    notes: Notes
    account: Account


def read_tickets(table: Table, columns: ColumnMap, people: People | None, settings: Settings) -> Reading:
    """Every row becomes a ticket or a reason."""
    reader = _Reader(table, columns, people, settings)
    tickets = sorted(reader.tickets(), key=lambda ticket: ticket.opened)
    newest = tickets[-1].opened if tickets else None
    recent = tuple(each for each in tickets if newest and each.opened > newest - timedelta(days=settings.days))
    old = [reader.lines[each.number] for each in tickets[: len(tickets) - len(recent)]]
    if old:
        reader.notes.left_out[f"more than {settings.days} days older than the newest ticket"] = old
    account = Account(
        rows=len(table.rows) + len(table.uneven),
        used=len(recent),
        days=settings.days,
        left_out=in_words(reader.notes.left_out),
        ignored=in_words(reader.notes.ignored),
    )
    return Reading(recent, reader.notes, account)


class _Reader:
    """Reads the rows of one table, noting what it cannot use."""

    def __init__(self, table: Table, columns: ColumnMap, people: People | None, settings: Settings) -> None:
        self._table, self._columns, self._people, self._settings = table, columns, people, settings
        self._places = {column: table.heads.index(head) for column, head in columns.columns.items()}
        self._moments = {column: reader_of(way, settings.zone) for column, way in columns.dates.items()}
        self._spelled: dict[str, str] = {}
        self._start_date = cache(_start_dates(table, columns, people, settings.zone))
        self._only_yes = {column for column in _MARKS if self._says_only_yes(column)}
        self.notes = Notes()
        self.lines: dict[str, int] = {}
        if table.uneven:
            self.notes.left_out["not as many cells as there are heads"] = list(table.uneven)

    def tickets(self) -> list[PastTicket]:
        found = []
        for row in self._table.rows:
            try:
                found.append(self._ticket(row))
            except LeftOutError as reason:
                self.notes.left_out[str(reason)].append(row.line)
        return found

    def _ticket(self, row: Row) -> PastTicket:
        self._refuse(row)
        number = self._cell(row, Column.NUMBER) or f"line {row.line}"
        if number in self.lines:
            raise LeftOutError("a second row with the same ticket number")
        opened = self._opened(row)
        self.lines[number] = row.line
        return PastTicket(
            number=number,
            requester=self._cell(row, Column.REQUESTER),
            opened=opened,
            category=self._named(row, Column.CATEGORY),
            priority=self._read(row, Column.PRIORITY, priority_of),
            resolution=self._resolution(row, opened),
            first_response=self._hours(row, Column.FIRST_RESPONSE),
            work=self._hours(row, Column.WORK_TIME),
            escalated=self._escalated(row),
            reopened=self._marked(row, Column.REOPENED),
            attributes=self._attributes(row, opened),
        )

    def _refuse(self, row: Row) -> None:
        if self._cell(row, Column.STATUS).casefold() in _NOBODYS_WORK:
            raise LeftOutError("spam, deleted, merged or a duplicate")
        if not self._cell(row, Column.REQUESTER):
            raise LeftOutError("nobody is named who asked")

    def _opened(self, row: Row) -> datetime:
        opened = self._moments[Column.OPENED](self._cell(row, Column.OPENED))
        if opened is None:
            raise LeftOutError("no time of opening, or one that is written otherwise than the rest")
        return opened

    def _resolution(self, row: Row, opened: datetime) -> float | None:
        """In the desk's open hours; as the helpdesk counted it where the export names no moment."""
        read = self._moments.get(Column.SOLVED)
        solved = self._read(row, Column.SOLVED, read) if read else None
        if solved is None:
            return self._hours(row, Column.RESOLUTION_TIME)
        if solved < opened:
            raise LeftOutError("solved before it was opened")
        return self._settings.open_hours(opened, solved)

    def _escalated(self, row: Row) -> bool | None:
        said = self._marked(row, Column.ESCALATED)
        return self._read(row, Column.TEAMS, stations_of) if said is None else said

    def _marked(self, row: Row, column: Column) -> bool | None:
        if column in self._only_yes and not self._cell(row, column):
            return False
        return self._read(row, column, _MARKS[column])

    def _says_only_yes(self, column: Column) -> bool:
        """Then an empty cell says no: such a column is a box that is ticked or not."""
        said = {_MARKS[column](cell) for row in self._table.rows if (cell := self._cell(row, column))}
        return True in said and False not in said

    def _hours(self, row: Row, column: Column) -> float | None:
        unit = self._columns.units.get(column, Unit.MINUTES)
        return self._read(row, column, lambda cell: hours_of(cell, unit))

    def _attributes(self, row: Row, opened: datetime) -> dict[Dimension, str]:
        person = self._person(row)

        def known(column: Column) -> str:
            """What the table of people says goes before what stands on the ticket: somebody looks after it."""
            return person.get(column) or self._cell(row, column)

        found = {dimension: known(column) for column, dimension in _DIMENSIONS.items()}
        started = self._started(known(Column.START_DATE), row)
        if started is not None:
            found[Dimension.TENURE] = NEW_HIRE if (opened - started).days <= NEW_FOR_DAYS else SETTLED
        return {dimension: self._spelling(value) for dimension, value in found.items() if value}

    def _person(self, row: Row) -> Attributes:
        if self._people is None:
            return {}
        found = self._people.of(self._cell(row, Column.EMAIL), self._cell(row, Column.REQUESTER))
        if found is None:
            self.notes.ignored["asked by somebody who is not in the table of people"].append(row.line)
        return found or {}

    def _started(self, cell: str, row: Row) -> datetime | None:
        if not cell:
            return None
        started = self._start_date(cell)
        if started is None:
            self._ignore(Column.START_DATE, row)
        return started

    def _named(self, row: Row, column: Column) -> str | None:
        return self._spelling(self._cell(row, column)) or None

    def _spelling(self, value: str) -> str:
        """ "sales" and "Sales " are one: as it was written first."""
        tidy = " ".join(value.split())
        return self._spelled.setdefault(tidy.casefold(), tidy)

    def _read(self, row: Row, column: Column, read: Callable[[str], T | None]) -> T | None:
        """None for an empty cell, and for one that cannot be read, which is noted."""
        cell = self._cell(row, column)
        value = read(cell) if cell else None
        if cell and value is None:
            self._ignore(column, row)
        return value

    def _ignore(self, column: Column, row: Row) -> None:
        self.notes.ignored[f"a cell that does not tell {TELLS[column]}"].append(row.line)

    def _cell(self, row: Row, column: Column) -> str:
        place = self._places.get(column)
        return "" if place is None else row.cells[place]


def _start_dates(
    table: Table, columns: ColumnMap, people: People | None, zone: tzinfo
) -> Callable[[str], datetime | None]:
    """Start dates stand in the table of people or on the tickets, each written in its own way."""
    cells = list(people.cells(Column.START_DATE)) if people else []
    if not cells and Column.START_DATE in columns.columns:
        cells = list(table.column(columns.columns[Column.START_DATE]))
    ways = ways_of(cells)
    readers = [reader_of(ways[0], zone)] if ways and same_day(ways, cells) else []
    return lambda cell: next((read(cell) for read in readers), None)
