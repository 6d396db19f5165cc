"""Histories that stay: what was appended cannot be changed, and neither can the record of who asked for their data"""

import sqlalchemy as sa
from alembic import op

from bot.storage import histories

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HISTORIES: dict[str, tuple[str, ...]] = {  # with the columns in which an erasure may take out words and names
    "ticket_event": ("actor_id", "details"),
    "clock_event": ("details",),
    "data_request": (),
}


def upgrade() -> None:
    _create_data_requests()
    if histories.is_postgresql():
        op.execute(_FUNCTION)
    for table, erasable in HISTORIES.items():
        histories.keep(table, erasable)


def downgrade() -> None:
    for table in HISTORIES:
        histories.let_go(table)
    if histories.is_postgresql():
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


_FUNCTION = f"""
CREATE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM erasing)
        AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% {histories.RULE}', TG_TABLE_NAME;
END $$
"""  # noqa: S608  # nothing in it comes from outside
