"""The warnings that leads have in their DMs: what they say once somebody has acted."""

from bot.desk.speech import InThread, Say, Speech
from bot.desk.tx import Tx
from bot.tickets.thread import Side
from bot.tickets.ticket import Ticket


def settle(tx: Tx, ticket: Ticket, outcome: str) -> None:
    """Every warning of the ticket says what happened, and has no buttons any more. The first outcome stands."""
    for key, lead in tx.said(_prefix(ticket)):
        about = {"ticket": ticket.number, "clock": _clock_of(key), "settled": outcome}
        tx.say(Speech(f"{key}:settled", Say.WARNING, lead, about, edits=key))


def say(tx: Tx, ticket: Ticket, clock_id: str, leads: list[str]) -> None:
    """Warns the leads, once more if they were warned before (they snoozed it)."""
    round_ = len({key.rsplit(":", 2)[1] for key, _ in tx.said(f"{_prefix(ticket)}{clock_id}:")}) + 1
    for lead in leads:
        key = f"{_prefix(ticket)}{clock_id}:{round_}:{lead}"
        opens = InThread(Side.LEADS, ticket.request_id)
        tx.say(Speech(key, Say.WARNING, lead, {"ticket": ticket.number, "clock": clock_id}, opens=opens))


def postpone(tx: Tx, ticket: Ticket, clock_id: str, outcome: str) -> None:
    """The warnings of this clock say that they will come back."""
    for key, lead in tx.said(f"{_prefix(ticket)}{clock_id}:"):
        about = {"ticket": ticket.number, "clock": clock_id, "settled": outcome}
        tx.say(Speech(f"{key}:settled", Say.WARNING, lead, about, edits=key))


def mark_overdue(tx: Tx, ticket: Ticket, clock_id: str, leads: list[str]) -> list[str]:
    """Warnings that nobody acted on say since when the promise is broken. Where none stands, because it was snoozed or
    its time was missed, these leads are told now; returns who was.
    """
    warnings = tx.said(f"{_prefix(ticket)}{clock_id}:")
    standing = [(key, lead) for key, lead in warnings if not tx.said_before(f"{key}:settled")]
    for key, lead in standing:
        about = {"ticket": ticket.number, "clock": clock_id}
        tx.say(Speech(f"{key}:overdue", Say.WARNING, lead, about, edits=key))
    if standing:
        return []
    say(tx, ticket, clock_id, leads)
    return leads


def _prefix(ticket: Ticket) -> str:
    return f"warning:{ticket.number}:"


def _clock_of(key: str) -> str:
    return key.split(":")[2]
