"""What need not be kept any longer: the words of what came and of what was said. The ids stay, so that nothing that
is delivered again is done again.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session, col, select, update

from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.receipts import Receipt, ReceiptState
from bot.storage.store import Store
from bot.storage.transaction import SqlTx

AT_ONCE = 500  # rows in one transaction: nobody waits long behind it
MOST = 50_000  # rows in one round: the rest is for the next
_DONE = (ReceiptState.FINISHED, ReceiptState.FAILED)
_SAID = (DeliveryState.SENT, DeliveryState.FAILED)


async def purge(store: Store, received_before: datetime, said_before: datetime) -> None:
    """Forgets the words of what is over and older than that. What is old is looked for beside the writer."""
    for receipts in _in_turns(await store.read(partial(_old_receipts, before=received_before))):
        await store.transact(partial(_forget_receipts, ids=receipts))
    for deliveries in _in_turns(await store.read(partial(_old_deliveries, before=said_before))):
        await store.transact(partial(_forget_deliveries, ids=deliveries))


def forget_copies(session: Session) -> None:
    """Forgets the words of everything that is over, however young: they stand where they belong as well."""
    session.exec(_receipts_over().values(body={}, state=ReceiptState.PURGED))
    session.exec(_deliveries_over().values(about={}, state=DeliveryState.PURGED))


def _old_receipts(session: Session, before: datetime) -> Sequence[str]:
    return session.exec(
        select(Receipt.id).where(Receipt.received_at < before, col(Receipt.state).in_(_DONE)).limit(MOST)
    ).all()


def _old_deliveries(session: Session, before: datetime) -> Sequence[int | None]:
    return session.exec(
        select(Delivery.id).where(Delivery.created_at < before, col(Delivery.state).in_(_SAID)).limit(MOST)
    ).all()


def _forget_receipts(tx: SqlTx, ids: Sequence[str]) -> None:
    tx.session.exec(_receipts_over().where(col(Receipt.id).in_(ids)).values(body={}, state=ReceiptState.PURGED))


def _forget_deliveries(tx: SqlTx, ids: Sequence[int]) -> None:
    tx.session.exec(_deliveries_over().where(col(Delivery.id).in_(ids)).values(about={}, state=DeliveryState.PURGED))


def _receipts_over() -> Any:
    return update(Receipt).where(col(Receipt.state).in_(_DONE))


def _deliveries_over() -> Any:
    return update(Delivery).where(col(Delivery.state).in_(_SAID))


def _in_turns(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
