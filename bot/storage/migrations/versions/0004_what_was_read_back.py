"""Where each conversation was read back to, and what each delivery was caused by"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "read_mark",
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("read_to", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conversation"),
    )
    op.add_column("delivery", sa.Column("cause", sa.String(), nullable=True))
    op.create_index("ix_request_received_at", "request", ["received_at"])


def downgrade() -> None:
    op.drop_index("ix_request_received_at", "request")
    op.drop_column("delivery", "cause")
    op.drop_table("read_mark")
