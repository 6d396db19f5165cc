"""What people may ask of their own data, and the record that it was done: added to, never changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id


class DataRequestKind(StrEnum):
    EXPORT = "export"
    ERASURE = "erasure"


class DataRequest(SQLModel, table=True):
    """`by` is who did it, as the machine knows them. `rows` says how many rows of each table it was about.

    The id of an erased person stays here alone: it is the proof, and it tells whom to erase again after a restored
    backup. Nothing says which rows were theirs.
    """

    __tablename__ = "data_request"

    id: str = Field(default_factory=new_id, primary_key=True)
    kind: DataRequestKind = Field(sa_column=Column(Named(DataRequestKind), nullable=False))
    person_id: str = Field(index=True)
    by: str
    at: datetime = Field(sa_type=Moment)
    rows: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))


class Erasing(SQLModel, table=True):
    """Holds a row only inside the transactions that erase somebody: the histories let go of words and names then, and
    at no other time.
    """

    person_id: str = Field(primary_key=True)
