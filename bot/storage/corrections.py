"""What agents corrected, as it is looked up."""

from collections.abc import Sequence

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from bot.routing.training import Example
from bot.storage.forget_words import ERASED
from bot.tickets.correction import Correction, CorrectionSource
from bot.tickets.ticket import Ticket


def newest_of(session: Session, number: int) -> Correction | None:
    query = select(Correction).where(Correction.ticket_id == number)
    return session.exec(query.order_by(col(Correction.sequence).desc()).limit(1)).first()


def corrected(session: Session, most: int) -> Sequence[Example]:
    """What the newest correction of each ticket teaches, the newest first."""
    found = in_force(session, most)
    return [Example(ticket.text, correction.category_id) for correction, ticket in found if ticket.text != ERASED]


def in_force(session: Session, most: int) -> Sequence[tuple[Correction, Ticket]]:
    """The corrections that the desk has learned from, the newest first, each with its ticket."""
    later = aliased(Correction)
    newer = exists().where(
        col(later.ticket_id) == col(Correction.ticket_id), col(later.sequence) > col(Correction.sequence)
    )
    return session.exec(
        select(Correction, Ticket)
        .join(Ticket, col(Ticket.id) == Correction.ticket_id)
        .where(col(Correction.source) != CorrectionSource.TAKEN_BACK, ~newer)
        .order_by(col(Correction.at).desc(), col(Correction.id).desc())
        .limit(most)
    ).all()
