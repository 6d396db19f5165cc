"""Receipts: what Slack delivered, stored before it is acknowledged and kept until it is finished."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, Connection, Index, bindparam, case
from sqlmodel import Field, Session, SQLModel, col, select, update

from bot.storage.dialect import insert_once
from bot.tickets.moment import Moment
from bot.tickets.named import Named

LEASE = timedelta(seconds=60)  # renewed while a process has the receipt in hand; a crashed one's is run again after it
MOST_ATTEMPTS = 5  # a receipt that fails every time, or ends the process, must not be run for ever
PATIENCE = timedelta(days=1)  # while Slack does not answer, no run of a receipt counts; it is not away for longer


class ReceiptState(StrEnum):
    TAKEN = "taken"
    FINISHED = "finished"
    FAILED = "failed"
    PURGED = "purged"  # over for so long that its words are forgotten; its id is not


class Receipt(SQLModel, table=True):
    """`id` is Slack's own id of the delivery. `route` says what it is, as the route table spells it. `attempts` is the
    number of its latest run. `retries` counts the further runs that came to their turn: a process may die before.
    """

    __table_args__ = (Index("receipt_unfinished", "state", "lease_until"),)

    id: str = Field(primary_key=True)
    route: str
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    received_at: datetime = Field(sa_type=Moment)
    state: ReceiptState = Field(default=ReceiptState.TAKEN, sa_column=Column(Named(ReceiptState), nullable=False))
    attempts: int = 1
    retries: int = 0
    lease_until: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)


_CHANGE = update(Receipt).where(
    col(Receipt.id) == bindparam("run_of"),
    col(Receipt.attempts) == bindparam("number"),
    col(Receipt.state) == ReceiptState.TAKEN,
)


class Run(NamedTuple):
    """One run of a receipt. Only the latest may change anything: whoever was too slow has lost it to another."""

    receipt_id: str
    number: int = 1


_RETRY = _CHANGE.values(retries=col(Receipt.retries) + 1).returning(col(Receipt.retries))
_RELEASE = _CHANGE.values(
    lease_until=bindparam("until"), retries=case((col(Receipt.retries) > 0, col(Receipt.retries) - 1), else_=0)
)
_POSTPONE = _RELEASE.where(col(Receipt.received_at) > bindparam("oldest", type_=Moment))
_KEEP = update(Receipt).where(col(Receipt.id) == bindparam("kept")).values(lease_until=bindparam("until"))


def take_in(connection: Connection, **values: Any) -> bool:
    """Stores a delivery as the receipt that has these values; False when it came before."""
    return insert_once(connection, Receipt, **{"state": ReceiptState.TAKEN, "attempts": 1, "retries": 0, **values})


def finish(connection: Connection, run: Run, now: datetime) -> bool:
    """False when that run may not: the receipt is finished, or another run of it has begun. Nobody takes it over before
    this transaction has ended.
    """
    return _change(connection, run, state=ReceiptState.FINISHED, finished_at=now)


def retry(connection: Connection, run: Run) -> int | None:
    """Counts a further run as it begins; how many there were with it. None when that run may not, as in `finish`."""
    found = connection.execute(_RETRY, {"run_of": run.receipt_id, "number": run.number}).first()
    return None if found is None else found.retries


def give_up(connection: Connection, run: Run) -> None:
    """It is never run again."""
    _change(connection, run, state=ReceiptState.FAILED)


def release(connection: Connection, run: Run, now: datetime) -> None:
    """It did not come to its end, through no fault of its own: anybody may go on with it at once."""
    connection.execute(_RELEASE, {"run_of": run.receipt_id, "number": run.number, "until": now})


def postpone(connection: Connection, run: Run, now: datetime) -> bool:
    """It waits for Slack, which did not answer: that run does not count. False when it has waited for too long."""
    values = {"run_of": run.receipt_id, "number": run.number, "until": now + LEASE, "oldest": now - PATIENCE}
    return bool(connection.execute(_POSTPONE, values).rowcount)


def take_over(
    session: Session, now: datetime, in_hand: Collection[Run] = (), *, everything: bool = False
) -> list[Receipt]:
    """Unfinished receipts that nobody is working on any more, leased again. Those in hand keep their lease.
    `everything` else is taken, whatever its lease says, where no other process can be working on it.
    """
    _keep(session, now, in_hand)
    query = select(Receipt).where(Receipt.state == ReceiptState.TAKEN)
    if not everything:
        query = query.where(col(Receipt.lease_until) <= now)
    rows = session.exec(query.order_by(col(Receipt.received_at), col(Receipt.id)).with_for_update(skip_locked=True))
    left = [row for row in rows if Run(row.id, row.attempts) not in in_hand]
    for receipt in left:
        receipt.attempts, receipt.lease_until = receipt.attempts + 1, now + LEASE
    return left


def _keep(session: Session, now: datetime, in_hand: Collection[Run]) -> None:
    """Renews the leases that are half over. In a crowd they are thousands, so that nothing else is read of them."""
    query = select(Receipt.id, Receipt.attempts).where(
        Receipt.state == ReceiptState.TAKEN, col(Receipt.lease_until) <= now + LEASE / 2
    )
    found = session.exec(query.with_for_update(skip_locked=True)).all() if in_hand else ()
    kept = [
        {"kept": receipt_id, "until": now + LEASE} for receipt_id, number in found if (receipt_id, number) in in_hand
    ]
    if kept:
        session.connection().execute(_KEEP, kept)


def _change(connection: Connection, run: Run, **values: Any) -> bool:
    return bool(connection.execute(_CHANGE, {"run_of": run.receipt_id, "number": run.number, **values}).rowcount)
