"""Promises ran out while the desk was away and told nobody: each addressee hears of all of them in one notice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from bot.desk.climb import climb
from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech, Under
from bot.desk.tx import Tx
from bot.desk.warn_leads import breach, warn_leads
from bot.tickets.timer import Timer, TimerKind

LATE = timedelta(minutes=5)  # what is due is done within moments; later than that, nothing was done for a while
PROMISES = {TimerKind.WARN: warn_leads, TimerKind.BREACH: breach, TimerKind.ESCALATE: climb}


def overslept(due: Sequence[Timer], now: datetime) -> Sequence[Timer]:
    """What is due of promises, if some of it should have been told long ago; none when it is of one promise alone."""
    promises = [timer for timer in due if timer.kind in PROMISES]
    is_late = any(now - timer.due_at > LATE for timer in promises)
    return promises if is_late and len({timer.subject for timer in promises}) > 1 else []


def catch_up(tx: Tx, desk: Desk, timers: Sequence[Timer]) -> None:
    """Does what is due, in order; warnings to the same addressee stand in the thread of one notice."""
    gathered = _Gathered(tx)
    for timer in timers:
        PROMISES[timer.kind](cast("Tx", gathered), desk, timer.subject)
    for to, warnings in gathered.by_addressee().items():
        _tell(tx, to, warnings, desk.now())


def _tell(tx: Tx, to: str, warnings: Sequence[Speech], now: datetime) -> None:
    if len(warnings) == 1:
        tx.say(warnings[0])
        return
    notice = f"late:{now.isoformat()}:{to}"
    tx.say(Speech(notice, Say.LATE, to, {"warnings": [warning.about for warning in warnings]}))
    for warning in warnings:
        tx.say(replace(warning, thread=Under(notice)))


class _Gathered:
    """A transaction that keeps warnings to itself. One that is said twice, before and after its deadline, is one."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._warnings: dict[str, Speech] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def say(self, speech: Speech) -> None:
        if speech.say is Say.WARNING and speech.edits is None:
            self._warnings[speech.key] = speech
        else:
            self._tx.say(speech)

    def by_addressee(self) -> dict[str, list[Speech]]:
        found: dict[str, list[Speech]] = {}
        for speech in self._warnings.values():
            found.setdefault(speech.to, []).append(speech)
        return found
