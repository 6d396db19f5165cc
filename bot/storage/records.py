"""What the desk keeps on people, by which it knows them again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from bot.desk.desk import Kept
from bot.routing.priority import Priority
from bot.segments.asset import Asset
from bot.segments.behaviour import Habit, HabitName, HabitWindows
from bot.segments.facts import Fact
from bot.storage.store import Store
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.rating import Rating
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Ticket

HISTORY = "the desk's own history"
LATELY = timedelta(days=365)  # ratings from before that say little of today
LOW = 2


# Put together once: that costs as much as to ask it.
_PERSON: Any = bindparam("person")
_SINCE: Any = bindparam("since")
_ASSETS = (
    select(Asset)
    .where(col(Asset.person).in_(bindparam("keys", expanding=True)))
    .order_by(col(Asset.source), col(Asset.tag))
)
_ASKED = select(func.count()).where(Request.requester_id == _PERSON, Request.received_at >= _SINCE)
_RATED = select(Rating).join(Ticket).where(Ticket.requester_id == _PERSON, col(Rating.answered_at) >= _SINCE)
_CAME_BACK = (EventKind.REOPENED, EventKind.ESCALATED)
_COUNTED = {
    HabitName.FREQUENT_SUBMITTER: _ASKED,
    HabitName.SELF_SERVICE_USER: _ASKED.where(col(Request.state) == RequestState.SOLVED_BY_ARTICLE),
    HabitName.REPEAT_ESCALATOR: (  # tickets, however often the same came back
        select(func.count(col(TicketEvent.ticket_id).distinct()))
        .join(Ticket)
        .where(Ticket.requester_id == _PERSON, col(TicketEvent.kind).in_(_CAME_BACK), TicketEvent.at >= _SINCE)
    ),
    HabitName.REPEATED_P1: select(func.count()).where(
        Ticket.requester_id == _PERSON, Ticket.started_at >= _SINCE, Ticket.priority == Priority.P1
    ),
    HabitName.UNHAPPY: _RATED.with_only_columns(func.count()).where(col(Rating.score) <= LOW),
}
_AVERAGE = _RATED.with_only_columns(func.avg(Rating.score), func.count(col(Rating.score)))


class Records:
    """Implements `bot.desk.desk.Records`, in one read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def on(self, person_id: str, email: str, windows: HabitWindows, now: datetime) -> Kept:
        keys = {person_id, email.strip().casefold()} - {""}
        return await self._store.read(
            lambda session: Kept(
                assets=_assets(session, keys),
                habits={name: _habit(session, person_id, name, windows, now) for name in windows},
                past_ratings=_past_ratings(session, person_id, now),
            )
        )


def _assets(session: Session, keys: Collection[str]) -> list[Asset]:
    return list(session.exec(_ASSETS, params={"keys": list(keys)}))


def _habit(session: Session, person_id: str, name: HabitName, windows: HabitWindows, now: datetime) -> Habit:
    window = windows[name]
    since = now - timedelta(days=window.within_days)
    count = session.execute(_COUNTED[name], {"person": person_id, "since": since}).scalar_one()
    return Habit(name=name, count=count, window=window)


def _past_ratings(session: Session, person_id: str, now: datetime) -> Fact | None:
    """None from somebody who has not rated anything."""
    average, count = session.execute(_AVERAGE, {"person": person_id, "since": now - LATELY}).one()
    if not count:
        return None
    return Fact(value=f"{float(average):.1f} of 5, from {count} in a year", source=HISTORY, as_of=now)
