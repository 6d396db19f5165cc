"""Everything that is kept on a person, for that person."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot.storage.belongings import everything_on
from bot.storage.data_requests import DataRequest, DataRequestKind
from bot.storage.store import Store


async def export(store: Store, person_id: str, by: str, now: datetime, names: Collection[str] = ()) -> dict[str, Any]:
    """Every row, by table, in values that JSON knows; that it was given out is recorded. `names` are those under which
    they are known besides what stands in their requests.
    """
    kept = await store.read(lambda session: everything_on(session, person_id, names))
    counts = {table: len(rows) for table, rows in kept.items()}
    given = DataRequest(kind=DataRequestKind.EXPORT, person_id=person_id, by=by, at=now, rows=counts)
    await store.transact(lambda tx: tx.add(given))
    rows = {table: [{name: _plain(value) for name, value in row.items()} for row in kept[table]] for table in kept}
    return {"person": person_id, "exported_at": now.isoformat(), "kept": rows}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
