"""A person is erased: their words and names go from every table, the figures stay under an alias that leads nowhere."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from bot.desk.speech import Say, Speech
from bot.errors import Refusal
from bot.storage.belongings import Belongings, belongings_of, everything_on, tables_of_people
from bot.storage.data_requests import DataRequest, DataRequestKind, Erasing
from bot.storage.deliveries import Delivery
from bot.storage.forget_words import ERASED, forget_words
from bot.storage.retention import purge
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.storage.wind_up import messages_about, wind_up
from bot.storage.words import rename, rows_naming
from bot.tickets.ticket import OVER, Ticket

GONE = "What stood here was erased."


async def erase(store: Store, person_id: str, by: str, now: datetime) -> dict[str, int]:
    """Erases a person and records that it was done. Returns how many rows of each table it was about.

    Raises a Refusal while something is open that is theirs. Copies in receipts and deliveries go first, whoever they
    are about: they cannot be told apart by person.
    """
    await store.read(lambda session: _check_nothing_is_open(session, person_id))
    await purge(store, received_before=now, said_before=now)
    return await store.transact(lambda tx: _erase(tx, person_id, by, now))


def _erase(tx: SqlTx, person_id: str, by: str, now: datetime) -> dict[str, int]:
    session = tx.session
    _check_nothing_is_open(session, person_id)
    counts = {table: len(rows) for table, rows in everything_on(session, person_id).items()}
    own = belongings_of(session, person_id)
    erasing = Erasing(person_id=person_id)
    tx.add(erasing)
    wind_up(session, own, person_id, now)
    forget_words(session, own, person_id)
    posted = messages_about(session, own)
    _rename_everywhere(session, own, person_id)
    _take_back(tx, posted)
    session.delete(erasing)
    tx.add(DataRequest(kind=DataRequestKind.ERASURE, person_id=person_id, by=by, at=now, rows=counts))
    return counts


def _check_nothing_is_open(session: Session, person_id: str) -> None:
    theirs = (col(Ticket.requester_id) == person_id) | (col(Ticket.assignee_id) == person_id)
    numbers = session.exec(select(Ticket.id).where(theirs, col(Ticket.status).not_in(OVER))).all()
    if numbers:
        listed = ", ".join(str(number) for number in numbers)
        raise Refusal(f"Tickets are still open that they asked for or work on: {listed}. Solve or reassign them first.")


def _rename_everywhere(session: Session, own: Belongings, person_id: str) -> None:
    names = {person_id: f"erased-{uuid4().hex[:12]}", **dict.fromkeys(own.names, ERASED)}
    for table in tables_of_people():
        for row in list(rows_naming(session, table, names)):
            rename(session, table, row, names)
    session.expire_all()


def _take_back(tx: SqlTx, delivery_ids: Sequence[int]) -> None:
    """The desk's own messages in Slack say no more than that they were erased."""
    for delivery_id in delivery_ids:
        said = tx.session.get_one(Delivery, delivery_id)
        tx.say(Speech(f"{said.key}:erased", Say.NOTICE, said.conversation, {"sentence": GONE}, edits=said.key))
