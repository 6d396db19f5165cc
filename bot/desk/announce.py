"""The messages that follow a ticket through its life: its card, the requester's status, and their homes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.desk.desk import Desk
from bot.desk.speech import InThread, Say, Speech
from bot.desk.tx import Tx
from bot.room import MESSAGE, ON_CARD, fits, pieces
from bot.tickets.message import Message
from bot.tickets.request import Request
from bot.tickets.thread import Side
from bot.tickets.ticket import Ticket


def conversation_of(tx: Tx, request_id: str, requester_id: str) -> str:
    """Where the requester is talked to: their thread's conversation, or their DM while that thread is still being
    opened.
    """
    thread = tx.thread_of(request_id, Side.REQUESTER)
    return thread.conversation if thread else requester_id


def tell_requester(tx: Tx, ticket: Ticket, key: str, say: Say, about: Mapping[str, Any]) -> None:
    """Says something in the requester's thread."""
    to = conversation_of(tx, ticket.request_id, ticket.requester_id)
    about = {"ticket": ticket.number, **about}
    tx.say(Speech(key, say, to, about, thread=InThread(Side.REQUESTER, ticket.request_id)))


def tell_agents(tx: Tx, desk: Desk, ticket: Ticket, key: str, say: Say, about: Mapping[str, Any]) -> None:
    """Says something in the thread of the ticket's card."""
    thread = InThread(Side.CARD, ticket.request_id, ticket.card_number)
    about = {"ticket": ticket.number, **about}
    tx.say(Speech(key, say, card_channel(desk, ticket), about, thread=thread))


def show_offer(tx: Tx, request: Request, *, first: bool) -> None:
    """Posts the articles; `first` when nothing was said to the requester before."""
    _answer(tx, request, Speech(_offer_key(request), Say.OFFER, "", {"request_id": request.id}), first=first)


def show_same(tx: Tx, request: Request) -> None:
    """Asks whether it is what others have reported."""
    _answer(tx, request, Speech(_same_key(request), Say.SAME, "", {"request_id": request.id}), first=True)


def tell_waiting(tx: Tx, request: Request, ticket: Ticket, solution: Message) -> None:
    """Says how the ticket was solved to somebody who waits for it without one of their own."""
    to, thread = conversation_of(tx, request.id, request.requester_id), InThread(Side.REQUESTER, request.id)
    key, about = _same_key(request), {"request_id": request.id}
    told = {**about, "ticket": ticket.number, "author": solution.author_id, "text": solution.text}
    tx.say(Speech(f"{key}:{solution.id}", Say.SAME_SOLVED, to, told, thread=thread))
    tx.say(Speech(f"{key}:{solution.id}:told", Say.SAME, to, about, edits=key))


def was_answered(tx: Tx, request: Request) -> bool:
    """Whether somebody who waits for the ticket of others was told how it was solved."""
    return bool(tx.said(f"{_same_key(request)}:"))


def show_status(tx: Tx, request: Request, ticket: Ticket) -> None:
    """Posts the requester's status message."""
    first = tx.offer_of(request.id) is None and request.same_as is None
    _answer(tx, request, Speech(_status_key(ticket), Say.TICKET, "", {"ticket": ticket.number}), first=first)


def _answer(tx: Tx, request: Request, speech: Speech, *, first: bool) -> None:
    """A request without a message of its own gets its thread from the first answer."""
    root = InThread(Side.REQUESTER, request.id)
    to = conversation_of(tx, request.id, request.requester_id)
    if first and request.has_no_message:
        tx.say(replace(speech, to=to, opens=root))
    else:
        tx.say(replace(speech, to=to, thread=root))


def pass_on(tx: Tx, desk: Desk, ticket: Ticket, message: Message) -> None:
    """Says in the thread of the card what somebody wrote: all of it, in as many messages as it takes. Whoever has the
    ticket is called by it: Slack tells of a thread only those who wrote there.
    """
    parts = pieces(message.text, MESSAGE)
    owner = ticket.assignee_id if ticket.assignee_id != message.author_id else None
    for number, part in enumerate(parts, 1):
        about = {"author": message.author_id, "text": part, "to": owner, "number": number, "of": len(parts)}
        tell_agents(tx, desk, ticket, f"answer:{message.id}:{ticket.card_number}:{number}", Say.ANSWER, about)


def show_card(tx: Tx, desk: Desk, ticket: Ticket) -> None:
    """Posts the card in the channel of the ticket's pool; agents talk in its thread. What the card has no room for is
    the first that stands there.
    """
    opens = InThread(Side.CARD, ticket.request_id, ticket.card_number)
    about = {"ticket": ticket.number}
    tx.say(Speech(_card_key(ticket), Say.CARD, card_channel(desk, ticket), about, opens=opens))
    if not fits(ticket.text, ON_CARD):
        pass_on(tx, desk, ticket, tx.messages_of(ticket.request_id)[0])


def refresh(tx: Tx, desk: Desk, ticket: Ticket, cause: str) -> None:
    """Brings card, status and homes up to date after a change, those of the tickets that are answered with it too;
    `cause` is the id of the event that made it.
    """
    for each in (ticket, *(joined for joined in tx.joined(ticket.number) if joined.is_open)):
        _refresh(tx, desk, each, cause)


def _refresh(tx: Tx, desk: Desk, ticket: Ticket, cause: str) -> None:
    status, about = _status_key(ticket), {"ticket": ticket.number}
    to = conversation_of(tx, ticket.request_id, ticket.requester_id)
    redraw_card(tx, desk, ticket, cause)
    tx.say(Speech(f"{status}:{cause}", Say.TICKET, to, about, edits=status))
    publish_homes(tx, ticket, cause)


def redraw_card(tx: Tx, desk: Desk, ticket: Ticket, cause: str) -> None:
    """Brings the card up to date, and nothing else."""
    card = _card_key(ticket)
    tx.say(Speech(f"{card}:{cause}", Say.CARD, card_channel(desk, ticket), {"ticket": ticket.number}, edits=card))


def retire_card(tx: Tx, desk: Desk, ticket: Ticket) -> None:
    """The card that stands in a pool the ticket is leaving says where it went. Call it before the ticket moves."""
    about = {"ticket": ticket.number, "moved": True}
    tx.say(Speech(f"{_card_key(ticket)}:moved", Say.CARD, card_channel(desk, ticket), about, edits=_card_key(ticket)))


def publish_homes(tx: Tx, ticket: Ticket, cause: str = "opened") -> None:
    """Brings the home of the requester and of the owner up to date, if they ever looked at it."""
    for person in {ticket.requester_id, ticket.assignee_id or ticket.requester_id}:
        if tx.opened_home(person):
            tx.say(Speech(f"home:{person}:{ticket.number}:{cause}", Say.HOME, person))


def show_progress(tx: Tx, request: Request, step: int) -> None:
    """The guide shows what comes after that step."""
    to, key = conversation_of(tx, request.id, request.requester_id), _offer_key(request)
    tx.say(Speech(f"{key}:step:{step}", Say.OFFER, to, {"request_id": request.id}, edits=key))


def redraw_first_answer(tx: Tx, request: Request) -> None:
    """The offer, or the question whether it is the same, says what became of it; buttons without a use are gone."""
    to = conversation_of(tx, request.id, request.requester_id)
    say, key = (Say.OFFER, _offer_key(request)) if request.same_as is None else (Say.SAME, _same_key(request))
    tx.say(Speech(f"{key}:{request.state}", say, to, {"request_id": request.id}, edits=key))


def card_channel(desk: Desk, ticket: Ticket) -> str:
    return desk.directory.channel_id(desk.policy.pool(ticket.pool_id).channel)


def _card_key(ticket: Ticket) -> str:
    return f"card:{ticket.number}:{ticket.card_number}"


def _offer_key(request: Request) -> str:
    return f"offer:{request.id}"


def _same_key(request: Request) -> str:
    return f"same:{request.id}"


def _status_key(ticket: Ticket) -> str:
    return f"status:{ticket.number}"
