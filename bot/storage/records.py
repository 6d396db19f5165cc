"""What the desk keeps on people, by which it knows them again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.desk.desk import Kept
from bot.segments.asset import Asset
from bot.segments.behaviour import Habit, HabitName, HabitWindows
from bot.segments.facts import Fact
from bot.storage.store import Store
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.rating import Rating
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Ticket

HISTORY = "the desk's own history"
_RATED = timedelta(days=365)  # ratings from before that say little of today
_LOW = 2


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
    query = select(Asset).where(col(Asset.person).in_(keys))
    return list(session.exec(query.order_by(col(Asset.source), col(Asset.tag))))


def _habit(session: Session, person_id: str, name: HabitName, windows: HabitWindows, now: datetime) -> Habit:
    window = windows[name]
    query = _COUNTED[name](person_id, now - timedelta(days=window.within_days))
    return Habit(name=name, count=session.exec(query).one(), window=window)


def _requests(person_id: str, since: datetime) -> Any:
    return select(func.count()).where(Request.requester_id == person_id, Request.received_at >= since)


def _helped_themselves(person_id: str, since: datetime) -> Any:
    return _requests(person_id, since).where(col(Request.state) == RequestState.SOLVED_BY_ARTICLE)


def _came_back(person_id: str, since: datetime) -> Any:
    """Tickets, however often the same was reopened or escalated."""
    events = select(func.count(col(TicketEvent.ticket_id).distinct())).join(Ticket)
    happened = col(TicketEvent.kind).in_((EventKind.REOPENED, EventKind.ESCALATED))
    return events.where(Ticket.requester_id == person_id, happened, TicketEvent.at >= since)


def _urgent(person_id: str, since: datetime) -> Any:
    theirs = select(func.count()).where(Ticket.requester_id == person_id, Ticket.started_at >= since)
    return theirs.where(Ticket.priority == "P1")


def _rated_low(person_id: str, since: datetime) -> Any:
    rated = select(func.count()).select_from(Rating).join(Ticket).where(Ticket.requester_id == person_id)
    return rated.where(col(Rating.score) <= _LOW, col(Rating.answered_at) >= since)


_COUNTED = {
    HabitName.FREQUENT_SUBMITTER: _requests,
    HabitName.SELF_SERVICE_USER: _helped_themselves,
    HabitName.REPEAT_ESCALATOR: _came_back,
    HabitName.REPEATED_P1: _urgent,
    HabitName.UNHAPPY: _rated_low,
}


def _past_ratings(session: Session, person_id: str, now: datetime) -> Fact | None:
    """None from somebody who has not rated anything."""
    given = select(func.avg(Rating.score), func.count(col(Rating.score))).join(Ticket)
    theirs = given.where(Ticket.requester_id == person_id, col(Rating.answered_at) >= now - _RATED)
    average, count = session.exec(theirs).one()
    if not count:
        return None
    return Fact(value=f"{float(average):.1f} of 5, from {count} in a year", source=HISTORY, as_of=now)
