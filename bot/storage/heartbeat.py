"""A row that is written to learn whether anything can be."""

from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Field, SQLModel

from bot.storage.dialect import insert_or_change
from bot.tickets.moment import Moment


class Heartbeat(SQLModel, table=True):
    """There is one: when a replica was last asked whether it is ready, and was."""

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


def beat(connection: Connection, now: datetime) -> None:
    insert_or_change(connection, Heartbeat, [{"id": 1, "at": now}])
