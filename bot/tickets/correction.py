"""A correction: what an agent taught the desk about the category of a ticket. Appended to, never changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.new_id import new_id


class CorrectionSource(StrEnum):
    CARD = "card"  # chosen from the card's menu
    TRANSFER = "transfer"  # chosen in the form that moved the ticket
    SOLVED = "solved"  # the team that solved it was not the one that the desk had chosen
    TAKEN_BACK = "taken_back"  # what an agent had chosen was wrong


class Correction(SQLModel, table=True):
    """The newest one of a ticket counts. One that was `taken_back` teaches nothing, and `category_id` is what the desk
    had thought before. The words that it teaches are those of the ticket.
    """

    __tablename__ = "category_correction"

    id: str = Field(default_factory=new_id, primary_key=True)
    ticket_id: int = Field(index=True, foreign_key="ticket.id")
    sequence: int  # of the corrections of this ticket, from 1 on
    at: datetime = Field(sa_type=Moment, index=True)
    actor_id: str
    source: CorrectionSource = Field(sa_column=Column(Named(CorrectionSource), nullable=False))
    was: str
    category_id: str

    @property
    def teaches(self) -> bool:
        return self.source is not CorrectionSource.TAKEN_BACK
