"""Tables whose rows stay as they were written: migrations make them so."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

RULE = "is a history: rows are added to it, never changed and never removed"


def keep(table: str, erasable: Sequence[str]) -> None:
    """From now on its rows can be added to, never changed and never removed. In the `erasable` columns an erasure may
    take out words and names.
    """
    for trigger in _on_postgresql(table, erasable) if is_postgresql() else _on_sqlite(table, erasable):
        op.execute(trigger)


def let_go(table: str) -> None:
    """Takes `keep` back."""
    for name in ("stays", "is_kept"):
        op.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if is_postgresql() else ""))


def is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _on_sqlite(table: str, erasable: Sequence[str]) -> tuple[str, str]:
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    fixed = [f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name not in erasable]
    changes = " OR ".join(["NOT EXISTS (SELECT 1 FROM erasing)", *fixed])
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} {RULE}'); END"
    return (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {changes} {refused}",
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} {refused}",
    )


def _on_postgresql(table: str, erasable: Sequence[str]) -> tuple[str, str]:
    called = f"EXECUTE FUNCTION history_stays({', '.join(repr(name) for name in erasable)})"
    return (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {called}",
        f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {called}",
    )
