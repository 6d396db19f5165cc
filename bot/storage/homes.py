"""Who has looked at the desk's home: theirs is kept up to date."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment


class OpenedHome(SQLModel, table=True):
    __tablename__ = "opened_home"

    person_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
