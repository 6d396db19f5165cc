"""Requests that wait for the ticket that others have opened for the same"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JOINED = sa.text("joined_to IS NOT NULL AND status NOT IN ('solved', 'closed')")


def upgrade() -> None:
    op.add_column("request", sa.Column("same_as", sa.Integer(), nullable=True))
    op.create_index("ix_request_same_as", "request", ["same_as"])
    op.create_index("ticket_joined", "ticket", ["joined_to", "id"], sqlite_where=JOINED, postgresql_where=JOINED)


def downgrade() -> None:
    op.drop_index("ticket_joined", "ticket")
    op.drop_index("ix_request_same_as", "request")
    op.drop_column("request", "same_as")
