"""Deliveries: what the desk says to Slack, stored with the change that causes it, sent in order per conversation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, ColumnElement, Connection, Index, String, bindparam, case, func, text
from sqlmodel import Field, Session, SQLModel, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from bot.desk.speech import InThread, Say, Speech, Under
from bot.storage.dialect import insert_once
from bot.tickets.moment import Moment
from bot.tickets.named import Named
from bot.tickets.thread import Side, Thread

BINARY = String().with_variant(String(collation="C"), "postgresql")  # compared by its bytes, as SQLite does


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"  # somebody has claimed it: whether Slack has it is known when they say so
    SENT = "sent"
    FAILED = "failed"
    PURGED = "purged"  # over for so long that its words are forgotten; where it stands is not


_UNDER = "under"
IS_WAITING = text("state IN ('pending', 'sending')")


class Delivery(SQLModel, table=True):
    """A `Speech` as a row. `channel` and `ts` say where it stands in Slack once it was sent. Nobody tries it before
    `not_before`, to which it was postponed.
    """

    __table_args__ = (
        Index("delivery_waiting", "conversation", "id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=Column(BINARY, nullable=False, unique=True))
    say: str
    conversation: str
    about: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    thread: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    opens: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    edits: str | None = None
    state: DeliveryState = Field(default=DeliveryState.PENDING, sa_column=Column(Named(DeliveryState), nullable=False))
    claims: int = 0
    attempts: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Moment)
    channel: str | None = None
    ts: str | None = None
    error: str | None = None
    cause: str | None = None  # the receipt or the timer, for the log
    created_at: datetime = Field(sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)


_FREE = select(Delivery.id).where(
    Delivery.id == bindparam("claimed"), Delivery.claims == bindparam("claims_then"), IS_WAITING
)
_CLAIM = (
    update(Delivery)
    .where(col(Delivery.id).in_(_FREE.with_for_update(skip_locked=True)))
    .values(state=DeliveryState.SENDING, not_before=None, claims=col(Delivery.claims) + 1)
)
_MARK = update(Delivery).where(
    col(Delivery.id) == bindparam("claimed"),
    col(Delivery.claims) == bindparam("number"),
    col(Delivery.state) == DeliveryState.SENDING,
)


@dataclass
class Claim:
    """The right to say a delivery, which one sender has at a time. `number` tells the claims of a delivery apart; only
    the latest may mark it. It is `doubtful` while Slack may have the message already.
    """

    delivery: Delivery
    number: int
    doubtful: bool


class Look(NamedTuple):
    """The oldest waiting delivery of each conversation, as far as its time to try has come, those among them that
    somebody has claimed; and when the next of the others may be tried, which were postponed.
    """

    due: list[Delivery]
    next_try: datetime | None


class LostClaim(Exception):
    """Another sender has claimed the delivery since."""


def write_down(connection: Connection, speech: Speech, now: datetime, cause: str | None = None) -> bool:
    """Stores what is to be said; False when it was said before."""
    return insert_once(
        connection,
        Delivery,
        key=speech.key,
        say=speech.say,
        conversation=speech.to,
        about=speech.about,
        thread=_plain(speech.thread),
        opens=_plain(speech.opens),
        edits=speech.edits,
        state=DeliveryState.PENDING,
        cause=cause,
        created_at=now,
    )


def look(session: Session, now: datetime, busy: Collection[str], limit: int) -> Look:
    """What may be said now, and what later, in conversations that are not busy. Of a crowd's messages it shows those
    that have waited longest: only the index is read of the others.
    """
    waiting = select(func.min(Delivery.id).label("id")).where(IS_WAITING, col(Delivery.conversation).not_in(busy))
    oldest = waiting.group_by(col(Delivery.conversation)).subquery()
    later = case((col(Delivery.not_before) > now, col(Delivery.not_before)))
    heads = select(Delivery).join(oldest, col(Delivery.id) == oldest.c.id)
    rows = session.exec(heads.order_by(later.nulls_first(), col(Delivery.id)).limit(limit)).all()
    due = [each for each in rows if each.not_before is None or each.not_before <= now]
    return Look(due, next((each.not_before for each in rows[len(due) :]), None))


def claim(connection: Connection, delivery: Delivery) -> Claim | None:
    """Takes a delivery that is the next of its conversation, from whoever had it; None when another sender has taken it
    since it was read, or has sent it.
    """
    free = {"claimed": delivery.id, "claims_then": delivery.claims}
    if not connection.execute(_CLAIM, free).rowcount:
        return None
    return Claim(delivery, delivery.claims + 1, doubtful=delivery.state is DeliveryState.SENDING)


def by_key(session: Session, key: str) -> Delivery | None:
    return session.exec(select(Delivery).where(Delivery.key == key)).first()


def key_starts(prefix: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """As a range, which finds its place in the index: a pattern may not."""
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return col(Delivery.key) >= prefix, col(Delivery.key) < after


def last_sent(session: Session, conversation: str) -> int:
    """The number of the last delivery that reached that conversation, or any with ""; 0 when none did."""
    query = select(func.max(Delivery.id)).where(col(Delivery.sent_at).is_not(None))
    if conversation:
        query = query.where(Delivery.conversation == conversation)
    return session.exec(query).one() or 0


def as_speech(delivery: Delivery) -> Speech:
    """What was to be said, as far as those need it who tell of it."""
    return Speech(delivery.key, Say(delivery.say), delivery.conversation, delivery.about, edits=delivery.edits)


def postpone(connection: Connection, claim: Claim, until: datetime) -> None:
    """It failed, and is tried again, no sooner than that."""
    _let_go(connection, claim, until, attempts=claim.delivery.attempts + 1)


def release(connection: Connection, claim: Claim, until: datetime) -> None:
    """It did not come to its end: any sender may go on with it from then on."""
    _let_go(connection, claim, until)


def give_up(connection: Connection, claim: Claim, why: str) -> None:
    _mark(connection, claim, state=DeliveryState.FAILED, error=why)
    _forget_place(connection, claim.delivery)


def mark_sent(connection: Connection, claim: Claim, place: tuple[str, str] | None, now: datetime) -> None:
    """Notes where the message stands; a message that opens a thread makes that thread known."""
    delivery = claim.delivery
    channel, ts = (None, None) if place is None or _forget_place(connection, delivery) else place
    _mark(connection, claim, state=DeliveryState.SENT, sent_at=now, error=None, channel=channel, ts=ts)
    if ts is not None and delivery.opens is not None:
        opened = _read_thread(delivery.opens)
        insert_once(
            connection,
            Thread,
            conversation=delivery.conversation,
            ts=ts,
            side=opened.side,
            request_id=opened.request_id,
            number=opened.number,
        )


def _forget_place(connection: Connection, delivery: Delivery) -> bool:
    """Nothing is edited any more that was erased: where it stands would lead to whom it was about."""
    if delivery.say != Say.ERASED:
        return False
    connection.execute(update(Delivery).where(col(Delivery.key) == delivery.edits).values(channel=None, ts=None))
    return True


def begin_anew(session: Session, claim: Claim) -> Delivery:
    """The message at the root of its thread was deleted: this delivery becomes the root, and what follows it hangs on
    it.
    """
    delivery = _claimed(session, claim)
    assert delivery.thread is not None, "only what hangs on a root can have lost it"
    if _UNDER not in delivery.thread:
        for lost in session.exec(_roots(_read_thread(delivery.thread))):
            session.delete(lost)
        delivery.opens = delivery.thread
    delivery.thread = None
    return delivery


def _claimed(session: Session, claim: Claim) -> Delivery:
    """The delivery, for whoever has the latest claim on it. Raises LostClaim for everybody else."""
    query = select(Delivery).where(
        Delivery.id == claim.delivery.id, Delivery.claims == claim.number, Delivery.state == DeliveryState.SENDING
    )
    delivery = session.exec(query.with_for_update()).first()
    if delivery is None:
        raise LostClaim
    return delivery


def _let_go(connection: Connection, claim: Claim, until: datetime, **more: Any) -> None:
    state = DeliveryState.SENDING if claim.doubtful else DeliveryState.PENDING
    _mark(connection, claim, state=state, not_before=until, **more)


def _mark(connection: Connection, claim: Claim, **values: Any) -> None:
    """Raises LostClaim for everybody but whoever has the latest claim on the delivery."""
    claimed = {"claimed": claim.delivery.id, "number": claim.number}
    if not connection.execute(_MARK, claimed | values).rowcount:
        raise LostClaim


def thread_ts(session: Session, delivery: Delivery) -> str | None:
    """The timestamp of the root of its thread, None while it is not known."""
    if delivery.thread is None:
        return None
    if _UNDER in delivery.thread:
        said = by_key(session, delivery.thread[_UNDER])
        return said.ts if said else None
    root = session.exec(_roots(_read_thread(delivery.thread))).first()
    return root.ts if root else None


def _roots(thread: InThread) -> SelectOfScalar[Thread]:
    return select(Thread).where(
        Thread.side == thread.side, Thread.request_id == thread.request_id, Thread.number == thread.number
    )


def _read_thread(plain: dict[str, Any]) -> InThread:
    return InThread(Side(plain["side"]), plain["request_id"], plain["number"])


def _plain(thread: InThread | Under | None) -> dict[str, Any] | None:
    match thread:
        case InThread():
            return {"side": thread.side.value, "request_id": thread.request_id, "number": thread.number}
        case Under():
            return {_UNDER: thread.key}
        case None:
            return None
