"""Lists of assets: each import takes the place of the one before it from the same source."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from bot.segments.asset import Asset
from bot.storage.rows import table_of, values_of


def replace_list(session: Session, source: str, assets: Sequence[Asset]) -> int:
    """Keeps exactly these of that source. Returns how many there were before."""
    before = session.exec(select(func.count()).where(col(Asset.source) == source)).one()
    session.exec(delete(Asset).where(col(Asset.source) == source))
    if assets:
        session.connection().execute(table_of(Asset).insert(), [values_of(asset) for asset in assets])
    return before


def still_holds(session: Session, source: str, now: datetime) -> None:
    """Whoever keeps the list says that nothing has changed in it."""
    session.exec(update(Asset).where(col(Asset.source) == source).values(as_of=now))
