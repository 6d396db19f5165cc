"""Promises ran out while the desk was away and told nobody: each addressee hears of all of them in one notice, however
many transactions that takes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.desk.desk import Desk
from bot.desk.keep_promises import keep_promise
from bot.desk.speech import Say, Speech, Under
from bot.desk.tx import Tx
from bot.tickets.timer import Due

WITH_BUTTONS = 30  # messages below a notice: each takes a second in which nothing else can be said there
_NOTHING: dict[str, Any] = {"count": 0, "warnings": []}
OVERSLEPT = timedelta(minutes=5)  # what is due is done within moments; later than that, nothing was done for a while


def is_overslept(due_at: datetime, now: datetime) -> bool:
    """Whether it should have been done long ago."""
    return now - due_at > OVERSLEPT


def catch_up(tx: Tx, desk: Desk, promises: Sequence[Due], *, of_more: bool = False) -> None:
    """Does all that is due about each. Each addressee hears of them in one notice, and of a single one without it,
    unless these are some `of_more` that are told by and by.
    """
    with tx.holding_back(_is_new_warning) as warnings:  # one that is said before and after its deadline is one
        for promise in promises:
            while keep_promise(tx, desk, promise.subject):
                pass
    since = min((promise.at for promise in promises), default=desk.now())
    for to in dict.fromkeys(warning.to for warning in warnings.values()):
        theirs = [warning for warning in warnings.values() if warning.to == to]
        begun = _begun(tx, to, since)
        if begun is None and len(theirs) == 1 and not of_more:
            tx.say(theirs[0])
        else:
            _tell(tx, begun, theirs, desk.now())


def _is_new_warning(speech: Speech) -> bool:
    return speech.say is Say.WARNING and speech.edits is None


def _tell(tx: Tx, begun: Speech | None, warnings: Sequence[Speech], now: datetime) -> None:
    """In a notice, or in the one that was begun."""
    to, before = warnings[0].to, begun.about if begun else _NOTHING
    count = before["count"] + len(warnings)
    first = [*before["warnings"], *(warning.about for warning in warnings)][:WITH_BUTTONS]
    about = {"count": count, "warnings": first, "at": now.isoformat()}
    root = _root(begun) if begun else None
    notice = Speech(f"late:{to}:{now.isoformat()}:{count}", Say.LATE, to, about, edits=root)
    tx.say(notice)
    for warning in warnings[: len(first) - len(before["warnings"])]:
        tx.say(replace(warning, thread=Under(_root(notice))))


def _root(notice: Speech) -> str:
    return notice.edits or notice.key


def _begun(tx: Tx, to: str, since: datetime) -> Speech | None:
    """The last notice, as it was last said, if they belong in it: it was written after the first of them was due."""
    last = tx.said_last(f"late:{to}:")
    if last is None or not last.about:  # what it said may be forgotten by now
        return None
    return last if since < datetime.fromisoformat(last.about["at"]) else None
