"""The open tickets that read like another one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from bot.routing.similar import RECENT, SAID, Likeness, Likenesses, Rarity
from bot.tickets.moment import Moment
from bot.tickets.ticket import OVER, Ticket

FRESH = timedelta(seconds=10)
"""So long nobody looks again who reads like somebody: several messages show it, and others take in few meanwhile."""
MOST = 2_000  # tickets kept in memory
COMPARED = 100  # the likest: whether they are still open is looked up
SHOWN = 3
_LATE = 100  # numbers: on PostgreSQL a lower one may be committed after a higher one
_REOPENED = 500  # numbers of tickets that were over, which are asked for again

# Put together once: that costs as much as to ask it. So does every row that is read, while others compute.
_SINCE: Any = bindparam("since", type_=Moment())
_NUMBERED = col(Ticket.id).in_(bindparam("numbers", expanding=True))
_IS_OVER = col(Ticket.status).in_(OVER) | (col(Ticket.opened_at) < _SINCE)
_OPEN: Any = select(Ticket.id, Ticket.text, Ticket.requester_id).where(~_IS_OVER)
_NEW = _OPEN.where(col(Ticket.id) > bindparam("last")).order_by(col(Ticket.id).desc()).limit(MOST)
_MISSING = _OPEN.where(_NUMBERED)
_OVER: Any = select(Ticket.id).where(_NUMBERED, _IS_OVER)
_REPORTS: Any = select(Ticket.id, Ticket.text, Ticket.joined_to).where(_NUMBERED, ~_IS_OVER)


@dataclass(frozen=True)
class Report:
    """What is told of a ticket that reads like another one."""

    number: int
    text: str
    joined_to: int | None


@dataclass(frozen=True)
class Company:
    """`reports` are those to suggest, the likest first; `people` is how many different persons surely report the same,
    the one who asked among them.
    """

    reports: tuple[Report, ...] = ()
    people: int = 1


@dataclass(frozen=True)
class _Likest:
    numbers: tuple[int, ...]
    people: int


class OpenReports:
    """Keeps the words of the last days in memory; readers may share it."""

    def __init__(self, rarity: Rarity | None = None) -> None:
        self._likenesses = Likenesses(rarity)
        self._requesters: dict[int, str] = {}
        self._last = 0
        self._skipped = set[int]()
        self._over = set[int]()
        self._looked_at: datetime | None = None
        self._likest: dict[int, _Likest] = {}
        self._one_looks, self._one_changes = Lock(), Lock()

    def like(self, session: Session, ticket: Ticket, now: datetime) -> Company:
        """Other tickets that are open now and were opened lately."""
        since = now - RECENT
        compared = self._compared_lately(session, now, since)
        if ticket.number not in compared:
            compared[ticket.number] = self._compare(session, ticket, since)
        likest = compared[ticket.number]
        return Company(tuple(self._reports(session, likest.numbers, since)), likest.people)

    def _compared_lately(self, session: Session, now: datetime, since: datetime) -> dict[int, _Likest]:
        """What was found since the last look; whoever comes while somebody looks waits for what that brings."""
        with self._one_looks:
            if self._looked_at is None or not timedelta() <= now - self._looked_at < FRESH:
                self._take_in(session, since)
                self._likest, self._looked_at = {}, now
            return self._likest

    def _reports(self, session: Session, numbers: Sequence[int], since: datetime) -> Iterator[Report]:
        """In that order; none of those that are over."""
        rows = session.execute(_REPORTS, {"numbers": numbers, "since": since}).all() if numbers else []
        told = {number: Report(number, *more) for number, *more in rows}
        return (told[number] for number in numbers if number in told)

    def _compare(self, session: Session, ticket: Ticket, since: datetime) -> _Likest:
        with self._one_changes:
            self._put(ticket.number, ticket.text, ticket.requester_id)
        found = self._open_ones(session, ticket, since)
        with self._one_changes:
            sure = {self._requesters.get(each.number) for each in found if each.score >= SAID} - {None}
        return _Likest(tuple(each.number for each in found[:SHOWN]), len({ticket.requester_id, *sure}))

    def _open_ones(self, session: Session, ticket: Ticket, since: datetime) -> list[Likeness]:
        """The likest first; those that are over by now are forgotten until they are open again."""
        while True:
            with self._one_changes:
                found = [each for each in self._likenesses.to(ticket.text) if each.number != ticket.number][:COMPARED]
            numbers = [each.number for each in found]
            over = session.scalars(_OVER, {"numbers": numbers, "since": since}).all() if numbers else []
            if not over:
                return found
            with self._one_changes:
                self._drop(over)
                self._over = set(sorted({*self._over, *over})[-_REOPENED:])

    def _take_in(self, session: Session, since: datetime) -> None:
        missing = [*self._skipped, *self._over]
        new = session.execute(_NEW, {"since": since, "last": self._last}).all()
        if missing:
            new = [*new, *session.execute(_MISSING, {"since": since, "numbers": missing})]
        with self._one_changes:
            for number, text, requester_id in new:
                self._put(number, text, requester_id)
            self._drop(self._likenesses.oldest(beyond=MOST))
            self._note({number for number, *_ in new})

    def _put(self, number: int, text: str, requester_id: str) -> None:
        self._likenesses.put(number, text)
        self._requesters[number] = requester_id
        self._over.discard(number)

    def _drop(self, numbers: Iterable[int]) -> None:
        gone = list(numbers)
        self._likenesses.drop(gone)
        for number in gone:
            self._requesters.pop(number, None)

    def _note(self, taken: set[int]) -> None:
        """Numbers that were skipped may belong to tickets that are being opened."""
        last = max({self._last, *taken})
        passed = range(max(self._last + 1, last - _LATE), last)
        self._skipped = {number for number in {*self._skipped, *passed} - taken if number > last - _LATE}
        self._last = last
