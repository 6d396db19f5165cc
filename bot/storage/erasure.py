"""A person is erased: their words and names go from every table, the figures stay under an alias that leads nowhere."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from bot.desk.speech import Say, Speech
from bot.errors import Refusal
from bot.storage.belongings import belongings_of, everything_on
from bot.storage.data_requests import DataRequest, DataRequestKind, Erasing
from bot.storage.deliveries import Delivery
from bot.storage.forget_words import forget_words
from bot.storage.receipts import Receipt, ReceiptState
from bot.storage.retention import purge
from bot.storage.store import Store
from bot.storage.traces import Traces, Turn, traces_of
from bot.storage.transaction import SqlTx
from bot.storage.wind_up import is_on_its_way, wind_up
from bot.tickets.request import Request
from bot.tickets.ticket import OVER, Ticket


async def erase(store: Store, person_id: str, by: str, now: datetime, names: Collection[str] = ()) -> dict[str, int]:
    """Erases a person and records that it was done. Returns how many rows of each table it was about. `names` are those
    under which they are known besides what stands in their requests.

    Raises a Refusal while something is open that is theirs. Copies in receipts and deliveries go first, whoever they
    are about: they cannot be told apart by person. Rows are looked for beside the writer and changed a few at a time,
    for a desk may be running; what is theirs comes last and at once, so that what was interrupted can be begun anew.
    """
    await store.read(partial(_check_nothing_is_open, person_id=person_id))
    await purge(store, received_before=now, said_before=now)
    counts = await store.read(partial(_count, person_id=person_id, names=names))
    await store.transact(partial(_wind_up, person_id=person_id, now=now))
    traces = await store.read(partial(traces_of, person_id=person_id, names=names))
    while turns := await store.read(traces.elsewhere):
        for turn in turns:
            await store.transact(partial(_rename, traces=traces, turn=turn))
    record = DataRequest(kind=DataRequestKind.ERASURE, person_id=person_id, by=by, at=now, rows=counts)
    await store.transact(partial(_finish, traces=traces, record=record))
    return counts


def _count(session: Session, person_id: str, names: Collection[str]) -> dict[str, int]:
    return {table: len(rows) for table, rows in everything_on(session, person_id, names).items()}


def _wind_up(tx: SqlTx, person_id: str, now: datetime) -> None:
    """From here on nothing more is said to or about them, so that all that was can be taken back."""
    _check_nothing_is_open(tx.session, person_id)
    own = belongings_of(tx.session, person_id)
    if is_on_its_way(tx.session, own, person_id):
        raise Refusal("The desk is just saying something to or about them. Try again in a minute, while it runs.")
    wind_up(tx.session, own, person_id, now)


def _rename(tx: SqlTx, traces: Traces, turn: Turn) -> None:
    with _erasing(tx.session, traces):
        traces.rename(tx.session, *turn)


def _finish(tx: SqlTx, traces: Traces, record: DataRequest) -> None:
    """What they asked for, and in the same transaction the proof."""
    session, person_id = tx.session, traces.person_id
    with _erasing(session, traces):
        own = belongings_of(session, person_id)
        wind_up(session, own, person_id, record.at)
        forget_words(session, own)
        traces.rename_last(session)
    _take_back(tx, traces.last["delivery"])
    tx.add(DataRequest(**record.model_dump()))


@contextmanager
def _erasing(session: Session, traces: Traces) -> Iterator[None]:
    """Lets the histories let go of names and words, unless something has become theirs in the meantime."""
    _check_nothing_is_open(session, traces.person_id)
    _check_nothing_is_new(session, traces)
    erasing = Erasing(person_id=traces.person_id)
    session.add(erasing)
    session.flush()
    yield
    session.flush()
    session.delete(erasing)


def _check_nothing_is_open(session: Session, person_id: str) -> None:
    theirs = (col(Ticket.requester_id) == person_id) | (col(Ticket.assignee_id) == person_id)
    numbers = session.exec(select(Ticket.id).where(theirs, col(Ticket.status).not_in(OVER))).all()
    if numbers:
        listed = ", ".join(str(number) for number in numbers)
        raise Refusal(f"Tickets are still open that they asked for or work on: {listed}. Solve or reassign them first.")
    named = cast(col(Receipt.body), String).contains(person_id, autoescape=True)
    if session.exec(select(Receipt.id).where(Receipt.state == ReceiptState.TAKEN, named).limit(1)).first():
        raise Refusal(
            "The desk is still at work on something that they sent or that names them. Try again in a minute."
        )


def _check_nothing_is_new(session: Session, traces: Traces) -> None:
    asked = session.exec(select(Request.id).where(Request.requester_id == traces.person_id)).all()
    if not set(asked) <= set(traces.last["request"]):
        raise Refusal("They have just asked for something new. Erase them again: it goes on with what is left.")


def _take_back(tx: SqlTx, delivery_ids: Sequence[int]) -> None:
    """The desk's own messages in Slack say no more than that they were erased."""
    for delivery_id in delivery_ids:
        said = tx.session.get_one(Delivery, delivery_id)
        tx.say(Speech(f"{said.key}:erased", Say.ERASED, said.conversation, edits=said.key))
