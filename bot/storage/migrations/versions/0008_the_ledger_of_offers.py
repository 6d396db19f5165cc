"""How each offer was made, what became of it, and what questions taught of the articles"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RULE = "is a history: rows are added to it, never changed and never removed"


def upgrade() -> None:
    _tell_manners_apart()
    _create_ledger()
    _create_lessons()


def _tell_manners_apart() -> None:
    op.add_column("offer", sa.Column("manner", sa.String(), nullable=False, server_default="offer_first"))
    op.execute("UPDATE offer SET manner = 'alongside' WHERE alongside")
    op.drop_column("offer", "alongside")
    op.create_index("ix_offer_shown_at", "offer", ["shown_at"])


def _create_ledger() -> None:
    op.create_table(
        "offer_entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["offer.request_id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_offer_entry_request_id", "offer_entry", ["request_id"])
    _keep_outcomes()
    for trigger in _ON_POSTGRESQL if _is_postgresql() else _ON_SQLITE:
        op.execute(trigger)


def _create_lessons() -> None:
    op.create_table(
        "lesson",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lesson_request_id", "lesson", ["request_id"])


def downgrade() -> None:
    op.drop_table("lesson")
    op.drop_table("offer_entry")
    op.drop_index("ix_offer_shown_at", "offer")
    op.add_column("offer", sa.Column("alongside", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE offer SET alongside = (manner = 'alongside')")
    op.drop_column("offer", "manner")


def _keep_outcomes() -> None:
    """The ledger of an older offer begins with how it stands."""
    op.execute(
        "INSERT INTO offer_entry (id, request_id, at, kind, details) "
        "SELECT request_id, request_id, outcome_at, outcome, '{}' FROM offer WHERE outcome IS NOT NULL"
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


_CHANGED = [f'NEW."{name}" IS NOT OLD."{name}"' for name in ("id", "request_id", "at", "kind")]
_FIXED = " OR ".join(("NOT EXISTS (SELECT 1 FROM erasing)", *_CHANGED))
_REFUSED = f"BEGIN SELECT RAISE(ABORT, 'offer_entry {RULE}'); END"
_ON_SQLITE = (
    f"CREATE TRIGGER offer_entry_stays BEFORE UPDATE ON offer_entry WHEN {_FIXED} {_REFUSED}",
    f"CREATE TRIGGER offer_entry_is_kept BEFORE DELETE ON offer_entry {_REFUSED}",
)
_CALLED = "EXECUTE FUNCTION history_stays('details')"
_ON_POSTGRESQL = (
    f"CREATE TRIGGER offer_entry_stays BEFORE UPDATE OR DELETE ON offer_entry FOR EACH ROW {_CALLED}",
    f"CREATE TRIGGER offer_entry_is_kept BEFORE TRUNCATE ON offer_entry FOR EACH STATEMENT {_CALLED}",
)
