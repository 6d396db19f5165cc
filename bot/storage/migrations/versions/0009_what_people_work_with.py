"""What people work with, as lists of assets tell it"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "person", "tag"),
    )
    op.create_index("ix_asset_person", "asset", ["person"])


def downgrade() -> None:
    op.drop_index("ix_asset_person", "asset")
    op.drop_table("asset")
