"""Questions that no article answered, and what solved them in the end."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.deflection.mode import Mode
from bot.desk.policy import Policy
from bot.insight.gaps import Question
from bot.storage.forget_words import ERASED
from bot.storage.offers import ledgers_since
from bot.tickets.ledger import Entry, EntryKind, kinds, verdict
from bot.tickets.message import Message, Voice
from bot.tickets.offer import Offer
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.ticket import OVER, Ticket

READ_BY_OTHERS = (Surface.MENTION, Surface.REACTION, Surface.SHORTCUT)
"""Nothing is offered there, so nothing is learned about what an article would have done."""


def unanswered_since(session: Session, policy: Policy, since: datetime) -> Sequence[Question]:
    """The newest first: no article was thought to fit, or the one that was did not help. Whoever was asked about the
    ticket of others was shown none.
    """
    ledgers = ledgers_since(session, since)
    query = (
        select(Request, Offer)
        .outerjoin(Offer)
        .where(Request.received_at >= since, Request.state == RequestState.HANDED_OVER, Request.text != ERASED)
        .where(col(Request.same_as).is_(None))
        .order_by(col(Request.received_at).desc(), col(Request.id))
    )
    return [
        Question(request.id, request.text, request.segment_id, request.category_id)
        for request, offer in session.exec(query)
        if _lacks_article(request, offer, ledgers.get(request.id, ()), policy)
    ]


def _lacks_article(request: Request, offer: Offer | None, ledger: Sequence[Entry], policy: Policy) -> bool:
    if offer is not None:
        failed = EntryKind.ESCALATED in kinds(ledger) and EntryKind.CONFIRMED not in kinds(ledger)
        return failed or verdict(ledger) is False
    wants_none = policy.mode_for(request.segment_id, request.category_id) is Mode.AGENT_ONLY
    excluded = policy.category(request.category_id).never_offers
    return not (wants_none or excluded or request.surface in READ_BY_OTHERS)


def solutions_of(session: Session, questions: Sequence[Question]) -> Iterator[str]:
    """What agents wrote to the requesters when they solved the tickets behind these questions: the last words."""
    asked = [question.request_id for question in questions]
    solved = select(Ticket.request_id).where(col(Ticket.request_id).in_(asked), col(Ticket.status).in_(OVER))
    query = select(Message).where(col(Message.request_id).in_(solved), Message.voice == Voice.AGENT)
    last = {message.request_id: message for message in session.exec(query.order_by(col(Message.at), col(Message.id)))}
    return (message.text for message in last.values() if message.text != ERASED)


def owners_of(session: Session, policy: Policy, questions: Sequence[Question]) -> str:
    """The user group of the team that had most of the tickets behind these questions."""
    asked = [question.request_id for question in questions]
    pools = session.exec(select(Ticket.pool_id).where(col(Ticket.request_id).in_(asked))).all()
    return policy.pool(max(pools, key=pools.count, default="")).group
