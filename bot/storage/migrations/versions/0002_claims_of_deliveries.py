"""Claims of deliveries"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAITING = sa.text("state IN ('pending', 'sending')")
BY_ITS_BYTES = sa.String(collation="C")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("claims", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("ix_delivery_state", "delivery")
    op.create_index(
        "delivery_waiting", "delivery", ["conversation", "id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("delivery", "key", type_=BY_ITS_BYTES)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("delivery", "key", type_=sa.String())
    op.drop_index("delivery_waiting", "delivery")
    op.create_index("ix_delivery_state", "delivery", ["state"])
    op.drop_column("delivery", "claims")
