"""What is kept on a person: the rows that are theirs, and the rows that name them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, false
from sqlmodel import Session, col, select

from bot.segments.asset import Asset
from bot.sla.clock import Clock
from bot.storage.data_requests import DataRequest, Erasing
from bot.storage.deliveries import Delivery
from bot.storage.rows import table_of
from bot.storage.tables import METADATA
from bot.storage.words import Key, Naming, Row, key_of, rows_naming
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket

_SHORTEST_NAME = 4  # a shorter one stands in many a sentence that has nothing to do with the person


@dataclass(frozen=True)
class Belongings:
    """The ids of what somebody asked for and what came of it, and the names under which they were known then."""

    requests: Sequence[str]
    tickets: Sequence[int]
    clocks: Sequence[str]
    names: Sequence[str]

    def rows_of(self, table: Table) -> ColumnElement[bool]:
        """Which rows of that table are theirs."""
        ids: dict[str, Sequence[Any]] = {"request": self.requests, "ticket": self.tickets, "clock": self.clocks}
        if table.name == table_of(Asset).name:
            return table.c.person.in_([name.casefold() for name in self.names])
        if table.name in ids:
            return table.c.id.in_(ids[table.name])
        pointing = (table.c[f"{name}_id"].in_(found) for name, found in ids.items() if f"{name}_id" in table.c)
        return next(pointing, false())


def belongings_of(session: Session, person_id: str) -> Belongings:
    requests = session.exec(select(Request).where(Request.requester_id == person_id)).all()
    tickets = session.exec(select(Ticket).where(Ticket.requester_id == person_id)).all()
    numbers = [ticket.number for ticket in tickets]
    clocks = session.exec(select(Clock.id).where(col(Clock.ticket_id).in_(numbers))).all()
    names = {name for request in requests for name in _names_in(request.decision["facts"])}
    return Belongings([request.id for request in requests], numbers, clocks, sorted(names))


def _names_in(facts: Mapping[str, Any]) -> Iterator[str]:
    """A handle alone may be a word like any other; with its “@” it is somebody."""
    given = (facts["real_name"], facts["email"], f"@{facts['name']}")
    return (name for name in given if len(name) >= _SHORTEST_NAME)


def dms_of(session: Session, person_id: str) -> set[str]:
    """The ids that Slack gave to their DM with the desk, as far as anything was said there."""
    channels = select(Delivery.channel).where(Delivery.conversation == person_id).distinct()
    return {channel for channel in session.exec(channels) if channel is not None}


def everything_on(session: Session, person_id: str, names: Collection[str] = ()) -> dict[str, list[Row]]:
    """Every row that is theirs or names them, by table; tables without one are left out. `names` are further ones under
    which they are known: of somebody who never asked for anything, the tables have none.
    """
    own = belongings_of(session, person_id)
    looked_for = dict.fromkeys([person_id, *dms_of(session, person_id)], "")
    naming = Naming(looked_for, dict.fromkeys([*own.names, *names], ""))
    kept = {table.name: _rows_on(session, table, own, naming) for table in tables_of_people()}
    return {name: rows for name, rows in kept.items() if rows}


def tables_of_people() -> list[Table]:
    """Every table that may say something of a person. What was done with their data is a matter of its own."""
    apart = {DataRequest.__tablename__, Erasing.__tablename__}
    return [table for table in METADATA.sorted_tables if table.name not in apart]


def _rows_on(session: Session, table: Table, own: Belongings, naming: Naming) -> list[Row]:
    theirs = session.execute(table.select().where(own.rows_of(table))).mappings()
    rows = [*map(dict, theirs), *rows_naming(session, table, naming)]
    found: dict[Key, Row] = {key_of(table, row): row for row in rows}
    return list(found.values())
