"""A burst: more people than usual reported one topic."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment


class Burst(SQLModel, table=True):
    """`since` is the first report of the window in which it was noticed, `last_at` the last one that belongs to it so
    far. `usual` are the people who reported the topic in the same hours of the weeks before, and `chance` is how
    probable `people` of them were then.
    """

    category_id: str = Field(primary_key=True)
    since: datetime = Field(sa_type=Moment, primary_key=True)
    noticed_at: datetime = Field(sa_type=Moment)
    last_at: datetime = Field(sa_type=Moment)
    people: int
    usual: list[int] = Field(sa_column=Column(JSON, nullable=False))
    chance: float
