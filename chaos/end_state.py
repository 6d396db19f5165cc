"""How a run ended: what stands in every conversation and in every table, without what differs from run to run."""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from bot.handlers.failures import TOLD
from bot.sla.clock import Clock, ClockEvent
from bot.storage.deliveries import Delivery
from bot.storage.receipts import Receipt, ReceiptState
from bot.tickets.event import TicketEvent
from bot.tickets.ledger import Entry
from bot.tickets.lesson import Lesson
from bot.tickets.message import Message
from bot.tickets.offer import Offer
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.thread import Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import Timer
from local_slack import messages
from local_slack.reading import Reader
from local_slack.state import Conversation, State, User
from local_slack.state import Message as Said

TABLES: tuple[type[SQLModel], ...] = (
    Request, Offer, Entry, Lesson, Ticket, TicketEvent, Clock, ClockEvent, Timer, Message, Thread, Rating, Delivery,
)  # fmt: skip
_PASSES = {"claims", "attempts", "error", "cause", "counted_seconds", "delay_seconds", "not_before", "receipt_id", "id"}
_UNIQUE = re.compile(
    r"[0-9a-f]{32}|\b\d{10}\.\d{6}\b|\bEv[0-9A-F]{8}\b|\b[0-9A-F]{8}\.\d+\.[0-9a-f]+\b|\b[DV][0-9A-F]{8}\b"
)
_NUMBERED = {"ticket_id", "key", "edits", "subject", "about"}  # in which the number of a ticket stands
_HD = re.compile(r"\bHD-\d+")  # PostgreSQL gives no number twice, also when what had it was never committed
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d:\d\d)?")

ALONE = " alone: "  # how a whisper is told from what everybody there can read

Facts = Counter[str]


def facts(state: State, engine: Engine) -> Facts:
    """Every message and every row, as lines that can be compared and read."""
    return Counter([*_said(state), *_rows(engine)])


def _said(state: State) -> list[str]:
    return [
        _line(state, conversation, message)
        for conversation in state.conversations.values()
        for message in conversation.messages.values()
    ]


def _line(state: State, conversation: Conversation, message: Said) -> str:
    viewer = _viewer(state, conversation)
    words = _read(state, conversation, message, viewer)
    root = conversation.messages.get(message.thread_ts or "")
    under = f" under “{_read(state, conversation, root, viewer)[:30]}…”" if root else ""
    alone = f" to {state.users[message.ephemeral_to].name}{ALONE}" if message.ephemeral_to else ""
    return f"{_called(state, conversation)}{under}: {state.users[message.user].name}{alone or ': '}{words}"


def _read(state: State, conversation: Conversation, message: Said, viewer: User) -> str:
    read = Reader(state, viewer).message(messages.as_json(state, conversation, message))
    return _HD.sub("HD-#", " ".join(read.split()))


def _viewer(state: State, conversation: Conversation) -> User:
    return min((state.users[each] for each in conversation.members), key=lambda user: (user.is_bot, user.name))


def _called(state: State, conversation: Conversation) -> str:
    names = sorted(state.users[each].name for each in conversation.members)
    return f"#{conversation.name}" if conversation.name else "DM of " + " and ".join(names)


def _rows(engine: Engine) -> list[str]:
    with Session(engine) as session:
        rows = [row for table in TABLES for row in session.exec(select(table)) if not _is_told(row)]
        unfinished = session.exec(select(Receipt).where(Receipt.state != ReceiptState.FINISHED)).all()
        return [_row(row) for row in (*rows, *unfinished)]


def _is_told(row: SQLModel) -> bool:
    """A refusal that is whispered has no such row; the message is compared in any case."""
    return isinstance(row, Delivery) and row.key.startswith(f"{TOLD}:")


def _row(row: SQLModel) -> str:
    values = {name: _plain(value, name) for name, value in row.model_dump().items() if name not in _PASSES}
    told = ", ".join(f"{name}={value}" for name, value in values.items() if value not in ("", "None", "…"))
    return f"{type(row).__name__}: {told}"


def _plain(value: Any, name: str) -> str:
    if name in _NUMBERED:
        value = re.sub(r"\b\d+\b", "#", json.dumps(value))
    if isinstance(value, datetime):
        return "some time"
    text = json.dumps(value, sort_keys=True, default=str) if isinstance(value, dict | list) else str(value)
    return _MOMENT.sub("some time", _UNIQUE.sub("…", text))
