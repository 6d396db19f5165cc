"""An agent answers: the requester reads it in their thread."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh, tell_agents, tell_requester
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.speech import Say
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.sla.target import Metric
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, can_move, make_move, own
from bot.tickets.message import Message, Voice
from bot.tickets.ticket import Ticket


@dataclass(frozen=True)
class Reply:
    """`source` is unique to the form or message it was written in: it is sent once. With `wait` the ticket waits for
    the requester.
    """

    number: int
    text: str
    source: str
    wait: bool = False


async def reply(desk: Desk, actor: Actor, words: Reply) -> None:
    """Sends an agent's words to the requester. Whoever answers a ticket that nobody owns becomes its owner."""
    await desk.transact(lambda tx: _reply(tx, desk, actor, words))


def _reply(tx: Tx, desk: Desk, actor: Actor, words: Reply) -> None:
    actor.check(Role.AGENT)
    if not words.text.strip():
        raise Refusal("There is nothing to send yet. Write an answer first.")
    ticket = tx.ticket(words.number)
    check_not_own(actor, ticket)
    if tx.heard(words.source):
        return
    _take_up(desk, actor, ticket)
    say_to_requester(tx, desk, actor, ticket, words.text, words.source)
    if words.wait:
        make_move(ticket, Move.WAIT, desk.now())
    _go_on(tx, desk, actor, ticket, waiting=words.wait)


def answer_in_thread(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, at: datetime) -> None:
    """What an agent wrote in the requester's own thread is an answer like any other; the requester has it already."""
    for metric in (Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE):
        keep_clocks.fulfil(tx, desk, ticket, metric, at)
    if can_move(ticket, Move.REPLY):
        _take_up(desk, actor, ticket)
        _go_on(tx, desk, actor, ticket, waiting=False)


def _take_up(desk: Desk, actor: Actor, ticket: Ticket) -> None:
    make_move(ticket, Move.REPLY, desk.now())
    if ticket.assignee_id is None:
        own(ticket, actor.id, desk.now())


def _go_on(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, *, waiting: bool) -> None:
    keep_clocks.follow(tx, desk, ticket, desk.now())
    cause = record(tx, desk, ticket, actor.id, EventKind.REPLIED, waiting=waiting)
    refresh(tx, desk, ticket, cause)
    lead_notices.settle(tx, ticket, f"<@{actor.id}> answered.")


def say_to_requester(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, text: str, source: str) -> Message:
    """Keeps an agent's words and posts them on both sides; response clocks are met by them."""
    message = Message(
        request_id=ticket.request_id, at=desk.now(), author_id=actor.id, voice=Voice.AGENT, text=text, source=source
    )
    tx.add(message)
    about = {"author": actor.id, "text": text}
    tell_requester(tx, ticket, f"reply:{message.id}", Say.REPLY, about)
    tell_agents(tx, desk, ticket, f"reply:{message.id}:card", Say.REPLY, {**about, "sent": True})
    keep_clocks.fulfil(tx, desk, ticket, Metric.FIRST_RESPONSE, desk.now())
    keep_clocks.fulfil(tx, desk, ticket, Metric.NEXT_RESPONSE, desk.now())
    return message
