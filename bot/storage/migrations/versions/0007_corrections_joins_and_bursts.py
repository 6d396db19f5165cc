"""What agents taught about categories, which tickets are answered together, and bursts that were noticed"""

import sqlalchemy as sa
from alembic import op

from bot.storage import histories

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("joined_to", sa.Integer(), nullable=True))
    op.create_index("ix_ticket_joined_to", "ticket", ["joined_to"])
    op.add_column("request", sa.Column("category_guess", sa.String(), nullable=True))
    _create_corrections()
    _create_bursts()


def downgrade() -> None:
    op.drop_table("burst")
    histories.let_go("category_correction")
    op.drop_table("category_correction")
    op.drop_column("request", "category_guess")
    op.drop_index("ix_ticket_joined_to", "ticket")
    op.drop_column("ticket", "joined_to")


def _create_corrections() -> None:
    op.create_table(
        "category_correction",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("category_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_category_correction_ticket_id", "category_correction", ["ticket_id"])
    op.create_index("ix_category_correction_at", "category_correction", ["at"])
    histories.keep("category_correction", ("actor_id",))


def _create_bursts() -> None:
    op.create_table(
        "burst",
        sa.Column("category_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("usual", sa.JSON(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("category_id", "since"),
    )
