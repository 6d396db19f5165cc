"""Histories that stay: what was appended cannot be changed, and neither can the record of who asked for their data"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HISTORIES: dict[str, tuple[str, ...]] = {  # with the columns in which an erasure may take out words and names
    "ticket_event": ("actor_id", "details"),
    "clock_event": ("details",),
    "data_request": (),
}
RULE = "is a history: rows are added to it, never changed and never removed"


def upgrade() -> None:
    _create_data_requests()
    if _is_postgresql():
        op.execute(_FUNCTION)
    for table in HISTORIES:
        for trigger in _triggers_on_postgresql(table) if _is_postgresql() else _triggers_on_sqlite(table):
            op.execute(trigger)


def downgrade() -> None:
    for table in HISTORIES:
        for name in ("stays", "is_kept"):
            op.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if _is_postgresql() else ""))
    if _is_postgresql():
        op.execute("DROP FUNCTION history_stays()")
    op.drop_table("erasing")
    op.drop_table("data_request")


def _create_data_requests() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_data_request_person_id", "data_request", ["person_id"])
    op.create_table(
        "erasing", sa.Column("person_id", sa.String(), nullable=False), sa.PrimaryKeyConstraint("person_id")
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _triggers_on_sqlite(table: str) -> tuple[str, str]:
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    fixed = [f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name not in HISTORIES[table]]
    changes = " OR ".join(["NOT EXISTS (SELECT 1 FROM erasing)", *fixed])
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} {RULE}'); END"
    return (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {changes} {refused}",
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} {refused}",
    )


def _triggers_on_postgresql(table: str) -> tuple[str, str]:
    changeable = ", ".join(f"'{name}'" for name in HISTORIES[table])
    called = f"EXECUTE FUNCTION history_stays({changeable})"
    return (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {called}",
        f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {called}",
    )


_FUNCTION = f"""
CREATE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM erasing)
        AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% {RULE}', TG_TABLE_NAME;
END $$
"""  # noqa: S608  # nothing in it comes from outside
