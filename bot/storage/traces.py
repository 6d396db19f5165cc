"""Where an erased person is named, and what stands there instead."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Table
from sqlmodel import Session

from bot.storage.belongings import belongings_of, dms_of, tables_of_people
from bot.storage.forget_words import ERASED, forget_said
from bot.storage.wind_up import messages_about
from bot.storage.words import Key, Naming, key_of, rename, rows_naming

AT_ONCE = 200  # rows in one transaction: a running desk waits no longer than for a few of its own
_KEEP_PLACES = ("receipt", "read_mark")  # what was taken in from a DM: without it, it would be taken in once more

Turn = tuple[Table, Sequence[Key]]


@dataclass(frozen=True)
class Traces:
    """What leads to a person. `last` are the rows by which the others are found, by table: they are renamed at the very
    end, so that an erasure that was interrupted can be begun anew.
    """

    person_id: str
    alias: str
    dms: Collection[str]
    names: Collection[str]
    last: Mapping[str, Sequence[Any]]

    def rename(self, session: Session, table: Table, keys: Sequence[Key]) -> None:
        if table.name == "message":
            forget_said(session, self.person_id, [str(key) for (key,) in keys])
        rename(session, table, keys, self._naming(table))

    def rename_last(self, session: Session) -> None:
        """Where a message stands in Slack is left: it is yet to be edited."""
        for table in tables_of_people():
            keys = [(each,) for each in self.last.get(table.name, ())]
            rename(session, table, keys, self._naming(table), leave="channel")
        session.expire_all()

    def elsewhere(self, session: Session) -> list[Turn]:
        """The other rows that name them, in turns."""
        return [turn for table in tables_of_people() for turn in self._turns(session, table)]

    def _turns(self, session: Session, table: Table) -> Iterator[Turn]:
        last = {(each,) for each in self.last.get(table.name, ())}
        named = [key_of(table, row) for row in rows_naming(session, table, self._naming(table))]
        keys = [key for key in named if key not in last]
        return ((table, keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))

    def _naming(self, table: Table) -> Naming:
        ids = [self.person_id] if table.name in _KEEP_PLACES else [self.person_id, *self.dms]
        return Naming(dict.fromkeys(ids, self.alias), dict.fromkeys(self.names, ERASED))


def traces_of(session: Session, person_id: str, names: Collection[str]) -> Traces:
    """`names` are known besides those that stand in what they asked for."""
    own = belongings_of(session, person_id)
    last = {"request": own.requests, "ticket": own.tickets, "delivery": messages_about(session, own)}
    alias = f"erased-{uuid4().hex[:12]}"
    known = {name for name in (*own.names, *names) if name not in ERASED}
    return Traces(person_id, alias, dms_of(session, person_id), known, last)
