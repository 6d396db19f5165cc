"""Somebody has one urgent ticket after the other: that has a cause, or is something they could be shown."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx
from bot.desk.warn_leads import leads_of
from bot.routing.priority import Priority
from bot.segments.behaviour import HabitName, HabitWindow
from bot.tickets.ticket import Ticket


def notice_pattern(tx: Tx, desk: Desk, ticket: Ticket) -> None:
    """Tells the requester and the leads once, when as many tickets of the highest priority came in a rolling window as
    the policy names; again only when all those that it was told of are out of the window.
    """
    window = _window(desk)
    since = desk.now() - timedelta(days=window.within_days)
    if ticket.priority != Priority.P1 or ticket.started_at < since:
        return
    urgent = tx.tickets_since(ticket.requester_id, Priority.P1, since)
    if len(urgent) >= window.at_least and not _is_told(tx, urgent):
        _tell(tx, desk, ticket, urgent)


def _is_told(tx: Tx, urgent: Sequence[Ticket]) -> bool:
    told = {key.rpartition(":")[2] for key, _ in tx.said(_key(urgent[0].requester_id))}
    return any(str(ticket.number) in told for ticket in urgent)


def _tell(tx: Tx, desk: Desk, ticket: Ticket, urgent: Sequence[Ticket]) -> None:
    """The requester in person: what they have on their shelf is for nobody else."""
    about = {"tickets": [each.number for each in urgent], "days": _window(desk).within_days}
    tx.say(Speech(f"{_key(ticket.requester_id)}{ticket.number}", Say.PATTERN, ticket.requester_id, about))
    for lead in leads_of(desk, ticket):
        key = f"pattern of {ticket.number}:{lead}"
        tx.say(Speech(key, Say.NOTICE, lead, {"sentence": _sentence(desk, ticket, urgent)}))


def _sentence(desk: Desk, ticket: Ticket, urgent: Sequence[Ticket]) -> str:
    keys = ", ".join(desk.key(each.number) for each in urgent)
    counts = Counter(desk.policy.category(each.category_id).name for each in urgent).most_common()
    topics = ", ".join(f"{name} {count}" for name, count in counts)
    days = _window(desk).within_days
    return (
        f"<@{ticket.requester_id}> has {len(urgent)} P1 tickets in {days} days: {keys} ({topics}). "
        "That points to one cause, or to something that they have not been shown."
    )


def _window(desk: Desk) -> HabitWindow:
    return desk.policy.windows[HabitName.REPEATED_P1]


def _key(requester_id: str) -> str:
    return f"pattern:{requester_id}:"
