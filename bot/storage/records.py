"""What the desk keeps on people, by which it knows them again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as sqlalchemy_select
from sqlmodel import Session, col, select

from bot.desk.desk import Kept
from bot.routing.priority import Priority
from bot.segments.asset import Asset
from bot.segments.behaviour import Habit, HabitName, HabitWindows
from bot.segments.facts import Fact
from bot.storage.store import Store
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.moment import Moment
from bot.tickets.rating import Rating
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Ticket

HISTORY = "the desk's own history"
LATELY = timedelta(days=365)  # ratings from before that say little of today
LOW = 2


_PERSON: Any = bindparam("person")


def _since(what: str) -> Any:
    return bindparam(f"since_{what}", type_=Moment())


_ASKED = select(func.count()).where(Request.requester_id == _PERSON)
_RATED = select(func.count()).select_from(Rating).join(Ticket).where(Ticket.requester_id == _PERSON)
_CAME_BACK = (EventKind.REOPENED, EventKind.ESCALATED)
_COUNTED = {
    HabitName.FREQUENT_SUBMITTER: (_ASKED, Request.received_at),
    HabitName.SELF_SERVICE_USER: (
        _ASKED.where(col(Request.state) == RequestState.SOLVED_BY_ARTICLE),
        Request.received_at,
    ),
    HabitName.REPEAT_ESCALATOR: (  # tickets, however often the same came back
        select(func.count(col(TicketEvent.ticket_id).distinct()))
        .join(Ticket)
        .where(Ticket.requester_id == _PERSON, col(TicketEvent.kind).in_(_CAME_BACK)),
        TicketEvent.at,
    ),
    HabitName.REPEATED_P1: (
        select(func.count()).where(Ticket.requester_id == _PERSON, Ticket.priority == Priority.P1),
        Ticket.started_at,
    ),
    HabitName.UNHAPPY: (_RATED.where(col(Rating.score) <= LOW), Rating.answered_at),
}
_RATED_LATELY = (
    _RATED.with_only_columns(func.avg(Rating.score), func.count(col(Rating.score)))
    .where(col(Rating.answered_at) >= _since("ratings"))
    .subquery()
)
# Both are put together once, which costs as much as to ask them; and the history is asked at once.
_HISTORY: Any = sqlalchemy_select(
    _RATED_LATELY,
    *(query.where(col(at) >= _since(name)).scalar_subquery() for name, (query, at) in _COUNTED.items()),
)
_ASSETS = (
    select(Asset)
    .where(col(Asset.person).in_(bindparam("keys", expanding=True)))
    .order_by(col(Asset.source), col(Asset.tag))
)


class Records:
    """Implements `bot.desk.desk.Records`, in one read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def on(self, person_id: str, email: str, windows: HabitWindows, now: datetime) -> Kept:
        keys = {person_id, email.strip().casefold()} - {""}
        since = {f"since_{name}": now - timedelta(days=window.within_days) for name, window in windows.items()}

        def look(session: Session) -> Kept:
            assets = list(session.exec(_ASSETS, params={"keys": list(keys)}))
            history = {"person": person_id, "since_ratings": now - LATELY, **since}
            average, rated, *counts = session.execute(_HISTORY, history).one()
            habits = {
                name: Habit(name=name, count=count, window=windows[name])
                for name, count in zip(_COUNTED, counts, strict=True)
            }
            return Kept(assets=assets, habits=habits, past_ratings=_past_ratings(average, rated, now))

        return await self._store.read(look)


def _past_ratings(average: float | None, count: int, now: datetime) -> Fact | None:
    """None from somebody who has not rated anything."""
    if average is None:
        return None
    return Fact(value=f"{float(average):.1f} of 5, from {count} in a year", source=HISTORY, as_of=now)
