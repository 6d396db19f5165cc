"""What has to be asked before an export can be read: which column is which, and how its dates are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import BadInput, Problem
from bot.ticket_export.column_map import ColumnMap
from bot.ticket_export.columns import LENGTHS, MOMENTS, TELLS, Column, guess
from bot.ticket_export.lengths import Unit, unit_in
from bot.ticket_export.moments import in_words, same_day, ways_of
from bot.ticket_export.shapes import Shape, shape_of
from bot.ticket_export.table import Table


class Asker(Protocol):
    """Somebody who knows the export. None is "none of them"."""

    def choose(self, question: str, choices: Sequence[str], proposed: str | None) -> str | None: ...


class Nobody:
    """Nobody can be asked: what is unsure stays unknown."""

    def choose(self, _question: str, _choices: Sequence[str], _proposed: str | None) -> str | None:
        return None


@dataclass(frozen=True)
class Understood:
    """`passed_over` are heads that resemble a column of ours and were not confirmed."""

    columns: ColumnMap
    shape: Shape | None
    passed_over: Mapping[Column, str]


def understand(table: Table, asker: Asker) -> Understood:
    """Takes what is sure, asks for the rest. Raises BadInput when too little is known to go on."""
    shape = shape_of(table.heads)
    filled = [head for head in table.heads if any(table.column(head))]
    taken = shape.found_in(filled) if shape else {}
    free = [head for head in filled if head not in taken.values()]
    guessed = guess(free, [column for column in Column if column not in taken])
    columns = ColumnMap(columns={**taken, **guessed.sure})
    passed_over = _ask_for_columns(columns, guessed.unsure, free, asker)
    if Column.REQUESTER not in columns.columns and Column.EMAIL in columns.columns:
        columns.columns[Column.REQUESTER] = columns.columns[Column.EMAIL]  # an address tells who asked as well
    return Understood(complete(columns, table, asker, shape), shape, passed_over)


def complete(columns: ColumnMap, table: Table, asker: Asker, shape: Shape | None = None) -> ColumnMap:
    """With the units and the way in which dates are written, where they are not told. Raises BadInput as above."""
    _refuse_without(columns, table)
    units = _units(columns, shape) | columns.units
    completed = ColumnMap(columns=columns.columns, dates=dict(columns.dates), units=units)
    _find_dates(completed, table, asker)
    return completed


def _ask_for_columns(
    columns: ColumnMap, unsure: Mapping[Column, str], free: Sequence[str], asker: Asker
) -> Mapping[Column, str]:
    """Asks for what only resembles a known head, and for what cannot be missing."""
    known_by_address = {Column.REQUESTER} if Column.EMAIL in columns.columns else set()
    asked = [*unsure, *(column for column in columns.missing if column not in {*unsure, *known_by_address})]
    for column in asked:
        left = [head for head in free if head not in columns.columns.values()]
        chosen = asker.choose(f"Which column tells {TELLS[column]}?", left, unsure.get(column))
        if chosen is not None:
            columns.columns[column] = chosen
    return {column: head for column, head in unsure.items() if column not in columns.columns}


def _refuse_without(columns: ColumnMap, table: Table) -> None:
    problems = [
        Problem(table.file, 1, "heads", ", ".join(table.heads), f"a column that tells {TELLS[column]}")
        for column in columns.missing
    ]
    if problems:
        raise BadInput(problems)


def _units(columns: ColumnMap, shape: Shape | None) -> dict[Column, Unit]:
    known = shape.units if shape else {}
    heads = {column: head for column, head in columns.columns.items() if column in LENGTHS}
    return {column: unit_in(head) or known.get(column, Unit.MINUTES) for column, head in heads.items()}


def _find_dates(columns: ColumnMap, table: Table, asker: Asker) -> None:
    """Where 03/04 may be March or April in every row, only a person can tell; the next column follows the answer."""
    for column in (column for column in MOMENTS if column in columns.columns and column not in columns.dates):
        cells = table.column(columns.columns[column])
        ways = ways_of(cells)
        agreed = [way for way in ways if way in columns.dates.values()]
        columns.dates[column] = (agreed or [_one_way(table, columns.columns[column], ways, asker)])[0]


def _one_way(table: Table, head: str, ways: Sequence[str], asker: Asker) -> str:
    cells = table.column(head)
    sample = next((cell for cell in cells if cell), "nothing")
    if not ways:
        allowed = "dates in one way of writing, such as 2026-09-01 14:30, 01.09.2026 14:30 or 01/Sep/26 2:30 PM"
        raise BadInput([Problem(table.file, table.rows[0].line, head, f"“{sample}”", allowed)])
    if len(ways) == 1 or same_day(ways, cells):
        return ways[0]
    words = {in_words(way): way for way in ways}
    chosen = asker.choose(f"How are the dates in “{head}” written, such as {sample}?", list(words), None)
    if chosen is None:
        allowed = f"to be told whether that is {' or '.join(words)}: run it where it can ask, or write `dates` yourself"
        raise BadInput([Problem(table.file, table.rows[0].line, head, f"“{sample}”", allowed)])
    return words[chosen]
