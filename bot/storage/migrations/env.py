"""What Alembic runs: migrations on the connection that it is given."""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from bot.storage.tables import METADATA
from bot.tickets.moment import Moment
from bot.tickets.named import Named


def as_plain_type(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Migrations outlive the classes of today, so that they spell only types of SQLAlchemy's own."""
    if kind != "type":
        return False
    if isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return "sa.String()" if isinstance(thing, (Named, AutoString)) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    render_item=as_plain_type,
)
with context.begin_transaction():
    context.run_migrations()
