"""Promises ran out while the desk was away and told nobody: each addressee hears of all of them in one notice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.climb import climb
from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech, Under
from bot.desk.tx import Tx
from bot.desk.warn_leads import breach, warn_leads
from bot.tickets.timer import Timer, TimerKind

OVERSLEPT = timedelta(minutes=5)  # what is due is done within moments; later than that, nothing was done for a while
PROMISES = {TimerKind.WARN: warn_leads, TimerKind.BREACH: breach, TimerKind.ESCALATE: climb}


def overslept(due: Sequence[Timer], now: datetime) -> Sequence[Timer]:
    """What is due of promises, if some of it should have been told long ago; none when it is of one promise alone."""
    promises = [timer for timer in due if timer.kind in PROMISES]
    is_late = any(now - timer.due_at > OVERSLEPT for timer in promises)
    return promises if is_late and len({timer.subject for timer in promises}) > 1 else []


def catch_up(tx: Tx, desk: Desk, timers: Sequence[Timer]) -> None:
    """Does what is due, in order; warnings to the same addressee stand in the thread of one notice."""
    with tx.holding_back(_is_new_warning) as warnings:  # one that is said before and after its deadline is one
        for timer in timers:
            PROMISES[timer.kind](tx, desk, timer.subject)
    for to in dict.fromkeys(warning.to for warning in warnings.values()):
        _tell(tx, to, [warning for warning in warnings.values() if warning.to == to], desk.now())


def _is_new_warning(speech: Speech) -> bool:
    return speech.say is Say.WARNING and speech.edits is None


def _tell(tx: Tx, to: str, warnings: Sequence[Speech], now: datetime) -> None:
    if len(warnings) == 1:
        tx.say(warnings[0])
        return
    notice = f"late:{now.isoformat()}:{to}"
    tx.say(Speech(notice, Say.LATE, to, {"warnings": [warning.about for warning in warnings]}))
    for warning in warnings:
        tx.say(replace(warning, thread=Under(notice)))
