"""Receipts: what Slack delivered, stored before it is acknowledged and kept until it is finished."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, Session, SQLModel, col, select

from bot.tickets.moment import Moment
from bot.tickets.named import Named

LEASE = timedelta(seconds=60)  # longer than any use case takes; a crashed one is run again after it
MOST_ATTEMPTS = 5  # a receipt that fails every time must not be run for ever


class ReceiptState(StrEnum):
    TAKEN = "taken"
    FINISHED = "finished"
    FAILED = "failed"
    PURGED = "purged"  # over for so long that its words are forgotten; its id is not


class Receipt(SQLModel, table=True):
    """`id` is Slack's own id of the delivery. `route` says what it is, as the route table spells it."""

    __table_args__ = (Index("receipt_unfinished", "state", "lease_until"),)

    id: str = Field(primary_key=True)
    route: str
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    received_at: datetime = Field(sa_type=Moment)
    state: ReceiptState = Field(default=ReceiptState.TAKEN, sa_column=Column(Named(ReceiptState), nullable=False))
    attempts: int = 1
    lease_until: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)


def take_in(session: Session, receipt: Receipt) -> bool:
    """Stores a delivery; False when it came before."""
    if session.get(Receipt, receipt.id) is not None:
        return False
    session.add(receipt)
    return True


def is_unfinished(session: Session, receipt_id: str) -> bool:
    receipt = session.get(Receipt, receipt_id)
    return receipt is not None and receipt.state is ReceiptState.TAKEN


def finish(session: Session, receipt_id: str, now: datetime) -> None:
    receipt = session.get(Receipt, receipt_id)
    if receipt is not None and receipt.state is ReceiptState.TAKEN:
        receipt.state = ReceiptState.FINISHED
        receipt.finished_at = now


def take_over(session: Session, now: datetime, *, everything: bool = False) -> list[Receipt]:
    """Unfinished receipts that nobody is working on any more, leased again; one that was run too often is given up,
    which its state says. At start `everything` unfinished is taken, whatever its lease says.
    """
    query = select(Receipt).where(Receipt.state == ReceiptState.TAKEN)
    if not everything:
        query = query.where(col(Receipt.lease_until) < now)
    left = list(session.exec(query.order_by(col(Receipt.received_at))))
    for receipt in left:
        if receipt.attempts >= MOST_ATTEMPTS:
            receipt.state = ReceiptState.FAILED
        else:
            receipt.attempts, receipt.lease_until = receipt.attempts + 1, now + LEASE
    return left
