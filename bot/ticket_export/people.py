"""Who the requesters are: a table of people, joined to the tickets by mail address or name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import BadInput, Problem
from bot.ticket_export.columns import ATTRIBUTES, KNOWN_HEADS, Column, bare, guess
from bot.ticket_export.table import Table

Attributes = Mapping[Column, str]
_KEY_HEADS = {*KNOWN_HEADS[Column.REQUESTER], *KNOWN_HEADS[Column.EMAIL], "name", "username", "user", "employee", "id"}


@dataclass(frozen=True)
class People:
    """What is known of each person, by the key that the most tickets share with the table."""

    known: Mapping[str, Attributes]
    key: str  # the head of the column that joins
    columns: Mapping[Column, str]

    def of(self, *keys: str) -> Attributes | None:
        """None for somebody who is not in the table."""
        return next((self.known[key] for key in map(join_key, keys) if key in self.known), None)

    def cells(self, column: Column) -> list[str]:
        return [each[column] for each in self.known.values() if column in each]


def read_people(table: Table, asked: Sequence[str]) -> People:
    """`asked` are the names and addresses that the tickets have. Raises BadInput when nobody can be found by them."""
    columns = guess(table.heads, ATTRIBUTES).sure
    if not columns:
        heads = ", ".join(table.heads)
        allowed = "a column for at least one of: " + ", ".join(ATTRIBUTES)
        raise BadInput([Problem(table.file, 1, "heads", heads, allowed)])
    keys = {join_key(name) for name in asked if name}
    candidates = [head for head in table.heads if bare(head) in _KEY_HEADS] or list(table.heads)
    key = max(candidates, key=lambda head: len(keys & {join_key(cell) for cell in table.column(head)}))
    known = {join_key(cell): each for cell, each in zip(table.column(key), _attributes(table, columns), strict=True)}
    if not keys & known.keys():
        allowed = "a column with the names or mail addresses of the requesters"
        raise BadInput([Problem(table.file, 1, "heads", ", ".join(table.heads), allowed)])
    return People(known, key, columns)


def join_key(name: str) -> str:
    """The same person however a program writes capital letters and blanks."""
    return " ".join(name.casefold().split())


def _attributes(table: Table, columns: Mapping[Column, str]) -> list[Attributes]:
    values = {column: table.column(head) for column, head in columns.items()}
    return [
        {column: cells[number] for column, cells in values.items() if cells[number]}
        for number in range(len(table.rows))
    ]
