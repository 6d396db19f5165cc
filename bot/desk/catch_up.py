"""Promises ran out while the desk was away and told nobody: each addressee hears of all of them in one notice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.keep_promises import keep_promise
from bot.desk.speech import Say, Speech, Under
from bot.desk.tx import Tx
from bot.tickets.timer import Due, TimerKind

OVERSLEPT = timedelta(minutes=5)  # what is due is done within moments; later than that, nothing was done for a while


def overslept(due: Sequence[Due], now: datetime) -> Sequence[Due]:
    """The promises that are due, if some should have been told long ago; none when it is one alone."""
    promises = [each for each in due if each.kind is TimerKind.PROMISE]
    is_late = any(now - each.at > OVERSLEPT for each in promises)
    return promises if is_late and len(promises) > 1 else []


def catch_up(tx: Tx, desk: Desk, promises: Sequence[Due]) -> None:
    """Does all that is due about each; warnings to the same addressee stand in the thread of one notice, also when they
    are too many for one transaction.
    """
    with tx.holding_back(_is_new_warning) as warnings:  # one that is said before and after its deadline is one
        for promise in promises:
            while keep_promise(tx, desk, promise.subject):
                pass
    since = min((promise.at for promise in promises), default=desk.now())
    for to in dict.fromkeys(warning.to for warning in warnings.values()):
        _tell(tx, to, [warning for warning in warnings.values() if warning.to == to], since, desk.now())


def _is_new_warning(speech: Speech) -> bool:
    return speech.say is Say.WARNING and speech.edits is None


def _tell(tx: Tx, to: str, warnings: Sequence[Speech], since: datetime, now: datetime) -> None:
    begun = _begun(tx, to, since)
    if begun is None and len(warnings) == 1:
        tx.say(warnings[0])
        return
    told = begun.about["warnings"] if begun else []
    key, edits = f"late:{to}:{now.isoformat()}:{len(told)}", (begun.edits or begun.key) if begun else None
    about = {"warnings": [*told, *(warning.about for warning in warnings)], "at": now.isoformat()}
    tx.say(Speech(key, Say.LATE, to, about, edits=edits))
    for warning in warnings:
        tx.say(replace(warning, thread=Under(edits or key)))


def _begun(tx: Tx, to: str, since: datetime) -> Speech | None:
    """The last notice as it was last said, if it was written when they had been due for a while: they belong in it."""
    last = tx.said_last(f"late:{to}:")
    if last is None or not last.about:  # what it said may be forgotten by now
        return None
    return last if since < datetime.fromisoformat(last.about["at"]) else None
