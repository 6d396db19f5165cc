"""What need not be kept any longer: the words of what came and of what was said. The ids stay, so that nothing that
is delivered again is done again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session, col, select, update

from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.receipts import Receipt, ReceiptState
from bot.storage.store import Store
from bot.storage.transaction import SqlTx

AT_ONCE = 500  # rows in one transaction: nobody waits long behind it
AT_A_LOOK = 50_000  # ids that are held in memory
_DONE = (ReceiptState.FINISHED, ReceiptState.FAILED)
_SAID = (DeliveryState.SENT, DeliveryState.FAILED)

Look = Callable[[Session], Sequence[Any]]
Forget = Callable[..., None]


async def purge(store: Store, received_before: datetime, said_before: datetime) -> None:
    """Forgets the words of all that is over and no younger than that. What is old is looked for beside the writer."""
    await _forget_all(store, partial(_old_receipts, before=received_before), _forget_receipts)
    await _forget_all(store, partial(_old_deliveries, before=said_before), _forget_deliveries)


async def _forget_all(store: Store, look: Look, forget: Forget) -> None:
    while ids := await store.read(look):
        for start in range(0, len(ids), AT_ONCE):
            await store.transact(partial(forget, ids=ids[start : start + AT_ONCE]))


def _old_receipts(session: Session, before: datetime) -> Sequence[str]:
    return session.exec(
        select(Receipt.id).where(Receipt.received_at <= before, col(Receipt.state).in_(_DONE)).limit(AT_A_LOOK)
    ).all()


def _old_deliveries(session: Session, before: datetime) -> Sequence[int | None]:
    return session.exec(
        select(Delivery.id).where(Delivery.created_at <= before, col(Delivery.state).in_(_SAID)).limit(AT_A_LOOK)
    ).all()


def _forget_receipts(tx: SqlTx, ids: Sequence[str]) -> None:
    over = col(Receipt.id).in_(ids) & col(Receipt.state).in_(_DONE)
    tx.session.exec(update(Receipt).where(over).values(body={}, state=ReceiptState.PURGED))


def _forget_deliveries(tx: SqlTx, ids: Sequence[int]) -> None:
    over = col(Delivery.id).in_(ids) & col(Delivery.state).in_(_SAID)
    tx.session.exec(update(Delivery).where(over).values(about={}, state=DeliveryState.PURGED))
