"""Clocks say themselves when something is to be done about them"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("warn", "breach", "escalate")
WAKES = sa.text("wakes_at IS NOT NULL")

_timer = sa.table("timer", *(sa.column(name) for name in ("kind", "subject", "due_at")))
_clock = sa.table("clock", *(sa.column(name) for name in ("id", "warn_at", "due_at", "wakes_at")))


def upgrade() -> None:
    op.add_column("clock", sa.Column("wakes_at", sa.DateTime(timezone=True), nullable=True))
    first = sa.select(sa.func.min(_timer.c.due_at)).where(_timer.c.subject == _clock.c.id, _timer.c.kind.in_(KINDS))
    op.execute(_clock.update().values(wakes_at=first.scalar_subquery()))
    op.execute(_timer.delete().where(_timer.c.kind.in_(KINDS)))
    op.create_index("clock_waking", "clock", ["wakes_at"], sqlite_where=WAKES, postgresql_where=WAKES)
    op.drop_index("ix_clock_state_due_at", "clock")
    op.drop_index("ix_clock_state_warn_at", "clock")


def downgrade() -> None:
    """Each of the three finds out whether it is really due; the one that is sets the others."""
    op.create_index("ix_clock_state_due_at", "clock", ["state", "due_at"])
    op.create_index("ix_clock_state_warn_at", "clock", ["state", "warn_at"])
    for kind, at in {"warn": _clock.c.warn_at, "breach": _clock.c.due_at, "escalate": _clock.c.wakes_at}.items():
        due_at = sa.func.coalesce(at, _clock.c.wakes_at)
        waking = sa.select(sa.literal(kind), _clock.c.id, due_at).where(WAKES)
        op.execute(_timer.insert().from_select(["kind", "subject", "due_at"], waking))
    op.drop_index("clock_waking", "clock")
    op.drop_column("clock", "wakes_at")
