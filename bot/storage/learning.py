"""What questions taught is taken into the search, at start and whenever it has changed."""

import asyncio
from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from bot.desk.desk import Desk
from bot.storage.store import Store
from bot.tickets.lesson import Lesson

LOOK = 30.0  # seconds between two looks: what one replica learned, all know within a minute
MOST = 5_000  # lessons, the newest
State = tuple[int, int]  # how many lessons there are, and how many of them were taken back


class Learning:
    """Built once, for the desk whose library and lessons it keeps up to date."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk = desk
        self._store = store
        self._seen: State = (0, 0)

    async def refresh(self) -> None:
        """Costs one small question while nothing has changed. The rest is done away from the event loop."""
        state = await self._store.read(_state)
        if state == self._seen:
            return
        await asyncio.to_thread(self._take_in, await self._store.read(lessons_that_count))
        self._seen = state

    def _take_in(self, lessons: Sequence[Lesson]) -> None:
        self._desk.lessons.replace(lessons)
        self._desk.library.learn(self._desk.lessons.phrases())


def lessons_that_count(session: Session, limit: int = MOST, slug: str = "") -> Sequence[Lesson]:
    """The newest first; of one article, if it is named."""
    query = select(Lesson).where(*_counts(slug)).order_by(col(Lesson.id).desc())
    return session.exec(query.limit(limit)).all()


def number_of_lessons(session: Session, slug: str = "") -> int:
    return session.exec(select(func.count(col(Lesson.id))).where(*_counts(slug))).one()


def _counts(slug: str) -> list[ColumnElement[bool]]:
    still = col(Lesson.taken_back_at).is_(None)
    return [still, col(Lesson.slug) == slug] if slug else [still]


def _state(session: Session) -> State:
    """It differs whenever a lesson was added or taken back."""
    lessons, taken_back = session.exec(select(func.count(col(Lesson.id)), func.count(col(Lesson.taken_back_at)))).one()
    return lessons, taken_back
