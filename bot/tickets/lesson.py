"""What a question taught of an article: that it answers it, or that it does not."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.tickets.moment import Moment
from bot.tickets.new_id import new_id
from bot.tickets.request import Request


class Lesson(SQLModel, table=True):
    """`text` is the question in the requester's words; `helped` is what they said of the article. A lesson that was
    taken back is kept, and counts no more.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    request_id: str = Field(index=True, foreign_key="request.id")
    slug: str
    text: str
    helped: bool
    at: datetime = Field(sa_type=Moment)
    taken_back_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_back_by: str | None = None

    @property
    def counts(self) -> bool:
        return self.taken_back_at is None

    def take_back(self, by: str, at: datetime) -> None:
        self.taken_back_by, self.taken_back_at = by, at


def lesson_of(request: Request, slug: str, at: datetime, *, helped: bool) -> Lesson:
    """What the requester said of an article that was to answer their request."""
    return Lesson(request_id=request.id, slug=slug, text=request.text, helped=helped, at=at)
