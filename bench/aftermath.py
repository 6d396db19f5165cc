"""Whether everybody who asked was answered, once: what a database and a Slack have to say about it afterwards."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from bench.slack_stub import Post
from bot.desk.speech import Say
from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.engine import open_engine
from bot.storage.receipts import Receipt, ReceiptState
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket

T = TypeVar("T")
_WAITING = (DeliveryState.PENDING, DeliveryState.SENDING)
_ANSWERS = (Say.OFFER, Say.TICKET)


@dataclass(frozen=True)
class ToDo:
    """What is unfinished: deliveries from Slack, messages to those who asked, and messages to the agents."""

    receipts: int
    answers: int
    cards: Mapping[str, int]  # by channel


@dataclass(frozen=True)
class Account:
    """`lost` are those who asked without a finished receipt, one request and an answer; `doubled` is whatever was
    stored or said twice. `answered` has the moment of the first answer by the id of the receipt.
    """

    lost: int
    doubled: int
    said: int
    answered: Mapping[str, float]


class Desk:
    """The tables of a desk, read beside it."""

    def __init__(self, database_url: str) -> None:
        self._engine = open_engine(database_url)

    def close(self) -> None:
        self._engine.dispose()

    def to_do(self) -> ToDo:
        return self._read(_to_do)

    def account(self, asked: Collection[str], posts: Sequence[Post]) -> Account:
        """`asked` are the ids of the deliveries, each of one question."""
        return self._read(lambda session: _account(session, asked, posts))

    def _read(self, query: Callable[[Session], T]) -> T:
        with Session(self._engine) as session:
            return query(session)


def _to_do(session: Session) -> ToDo:
    receipts = session.exec(select(func.count()).where(Receipt.state == ReceiptState.TAKEN)).one()
    waiting = select(Delivery.conversation, func.count()).where(col(Delivery.state).in_(_WAITING))
    by_conversation = session.exec(waiting.group_by(col(Delivery.conversation))).all()
    cards = {place: count for place, count in by_conversation if place.startswith("C")}
    return ToDo(receipts, sum(count for _, count in by_conversation) - sum(cards.values()), cards)


def _account(session: Session, asked: Collection[str], posts: Sequence[Post]) -> Account:
    finished = set(session.exec(select(Receipt.id).where(Receipt.state == ReceiptState.FINISHED)))
    requests = Counter(session.exec(select(Request.receipt_id)))
    posted = Counter(post.key for post in posts)
    answered = dict(_answers(session, {post.key: post.at for post in reversed(posts)}))
    lost = [one for one in asked if one not in finished or not requests[one] or one not in answered]
    return Account(len(lost), _surplus(requests) + _surplus(posted), posted.total(), answered)


def _surplus(counts: "Counter[Any]") -> int:
    return sum(count - 1 for count in counts.values())


def _answers(session: Session, posted: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """By the id of the receipt, the moment at which the first answer to it was posted."""
    request_of = dict(session.exec(select(Ticket.id, Ticket.request_id)).all())
    receipt_of = dict(session.exec(select(Request.id, Request.receipt_id)).all())
    said = select(Delivery.key, Delivery.about).where(col(Delivery.say).in_(_ANSWERS), col(Delivery.edits).is_(None))
    for key, about in session.exec(said.order_by(col(Delivery.id).desc())):
        if key in posted:
            yield receipt_of[about.get("request_id") or request_of[about["ticket"]]], posted[key]
