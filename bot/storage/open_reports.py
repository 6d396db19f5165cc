"""The open tickets that read like another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from bot.routing.similar import SAID, Likenesses
from bot.tickets.ticket import OVER, Ticket

RECENT = timedelta(hours=48)
"""What is older than that has another cause."""
MOST = 2_000  # tickets kept in memory
SHOWN = 3
_OVERLAP = 100  # numbers: on PostgreSQL a lower one may be committed after a higher one


@dataclass(frozen=True)
class Company:
    """`tickets` are those to suggest, the likest first; `people` is how many different persons surely report the same,
    the one who asked among them.
    """

    tickets: tuple[Ticket, ...] = ()
    people: int = 1


class OpenReports:
    """Reads what is new, and keeps the words of the last days in memory; readers may share it."""

    def __init__(self, everyday: Iterable[str] = ()) -> None:
        self._likenesses = Likenesses(everyday)
        self._last = 0
        self._one_reader = Lock()

    def like(self, session: Session, ticket: Ticket, now: datetime) -> Company:
        """Other tickets that are open now and were opened lately."""
        with self._one_reader:
            self._take_in(session, now)
            found = [each for each in self._likenesses.to(ticket.text) if each.number != ticket.number]
        scores = {each.number: each for each in found[:_OVERLAP]}
        query = select(Ticket.id, Ticket.requester_id).where(col(Ticket.id).in_(scores), _is_open_since(now - RECENT))
        asked = {number: requester for number, requester in session.exec(query) if number is not None}
        likest = sorted(asked, key=lambda number: (-scores[number].score, number))[:SHOWN]
        sure = {requester for number, requester in asked.items() if scores[number].score >= SAID}
        return Company(tuple(session.get_one(Ticket, number) for number in likest), len({ticket.requester_id, *sure}))

    def _take_in(self, session: Session, now: datetime) -> None:
        query = select(Ticket.id, Ticket.text).where(
            col(Ticket.id) > self._last - _OVERLAP, _is_open_since(now - RECENT)
        )
        for number, text in session.exec(query.order_by(col(Ticket.id).desc()).limit(MOST)):
            if number is not None:
                self._likenesses.put(number, text)
                self._last = max(self._last, number)
        self._likenesses.drop(self._likenesses.oldest(beyond=MOST))


def _is_open_since(when: datetime) -> ColumnElement[bool]:
    return col(Ticket.status).not_in(OVER) & (col(Ticket.opened_at) >= when)
