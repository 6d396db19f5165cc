"""Somebody writes in a thread that the desk knows: the requester answers, or the team talks."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk import keep_clocks
from bot.desk.announce import pass_on, refresh
from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.desk import Desk
from bot.desk.join import let_go
from bot.desk.notice_return import notice_reopening
from bot.desk.record import record
from bot.desk.reply import answer_in_thread
from bot.desk.roles import Actor, Role
from bot.desk.speech import Say
from bot.desk.still_need_help import escalate
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, can_move, can_reopen, make_move
from bot.tickets.message import Message, Voice
from bot.tickets.request import Request, Surface
from bot.tickets.thanks import is_no_news
from bot.tickets.thread import Side
from bot.tickets.ticket import Status, Ticket
from bot.tickets.timer import TimerKind


@dataclass(frozen=True)
class Words:
    """What somebody wrote in a thread."""

    receipt_id: str
    text: str
    at: datetime
    conversation: str
    thread_ts: str
    ts: str

    @property
    def source(self) -> str:
        return f"{self.conversation}:{self.ts}"


class _NewRequest(Exception):
    """What was written belongs to no open ticket, so it is a request of its own. Nothing has been changed yet.

    `follows` is the ticket that it came too late to reopen.
    """

    def __init__(self, follows: int | None = None) -> None:
        self.follows = follows


async def hear(desk: Desk, actor: Actor, words: Words) -> None:
    """Takes in what was written. In a channel, a thread that the desk does not know is none of its business."""
    try:
        await desk.transact(lambda tx: _hear(tx, desk, actor, words))
    except _NewRequest as new:
        await ask_for_help(desk, _request(actor, words, new.follows))


def _request(actor: Actor, words: Words, follows: int | None) -> HelpRequest:
    return HelpRequest(
        receipt_id=words.receipt_id,
        requester_id=actor.id,
        text=words.text,
        surface=Surface.FOLLOW_UP if follows else Surface.DM,
        asked_at=words.at,
        conversation=actor.id,
        source=words.source,
        root=None if follows else words.thread_ts,
        follows=follows,
    )


def _hear(tx: Tx, desk: Desk, actor: Actor, words: Words) -> None:
    if tx.heard(words.source):
        return
    thread = tx.thread_at(words.conversation, words.thread_ts)
    if thread is None:
        _check_is_clear(tx, actor, words)
        if words.conversation == actor.id:
            raise _NewRequest
        return
    request = tx.request(thread.request_id)
    ticket = tx.ticket_of(request.id)
    if thread.side in (Side.CARD, Side.LEADS):
        said = _keep(tx, actor, request, words, Voice.INTERNAL)
        if ticket is not None:
            if thread.side is Side.LEADS:
                pass_on(tx, desk, ticket, said)
            record(tx, desk, ticket, actor.id, EventKind.NOTED)
    elif actor.id == request.requester_id:
        _requester_said(tx, desk, actor, request, words)
    elif ticket is not None:
        _somebody_else_said(tx, desk, actor, ticket, words)


def _check_is_clear(tx: Tx, actor: Actor, words: Words) -> None:
    """Raises a Refusal for a lead who writes below the notice of several promises: no ticket can be told from that."""
    if Role.LEAD in actor.roles and tx.said_at(words.conversation, words.thread_ts) == Say.LATE:
        raise Refusal(
            "This thread is about several tickets, so I cannot tell which you mean, and nobody else reads it. "
            "Please write in the thread of the ticket's card."
        )


def _requester_said(tx: Tx, desk: Desk, actor: Actor, request: Request, words: Words) -> None:
    ticket = tx.ticket_of(request.id)
    thanks = is_no_news(words.text)
    if ticket is not None and not thanks and _is_over(desk, ticket, words):
        raise _NewRequest(follows=ticket.number)
    said = _keep(tx, actor, request, words, Voice.REQUESTER)
    if ticket is None:
        if thanks:
            return
        ticket = escalate(tx, desk, request)
    pass_on(tx, desk, ticket, said)
    if thanks and not ticket.is_open:
        return
    _take_up(tx, desk, ticket, words)
    cause = record(tx, desk, ticket, actor.id, EventKind.ANSWERED)
    refresh(tx, desk, ticket, cause)


def _is_over(desk: Desk, ticket: Ticket, words: Words) -> bool:
    return not ticket.is_open and not can_reopen(ticket, words.at, desk.policy.desk.reopen_window)


def _take_up(tx: Tx, desk: Desk, ticket: Ticket, words: Words) -> None:
    """The requester's answer sets the ticket and its clocks going again, from the moment it was written."""
    if ticket.status is Status.SOLVED:
        make_move(ticket, Move.REOPEN, desk.now())
        if ticket.joined_to is not None:  # what solved the others did not solve this
            let_go(tx, desk, ticket, ticket.requester_id)
        keep_clocks.reopen(tx, desk, ticket, words.at)
        for kind in (TimerKind.SURVEY, TimerKind.CLOSE):
            tx.cancel_timer(kind, str(ticket.number))
        record(tx, desk, ticket, ticket.requester_id, EventKind.REOPENED)
        notice_reopening(tx, desk, tx.offer_of(ticket.request_id))
    elif can_move(ticket, Move.RESUME):
        make_move(ticket, Move.RESUME, desk.now())
        keep_clocks.follow(tx, desk, ticket, words.at)
        record(tx, desk, ticket, ticket.requester_id, EventKind.RESUMED)
    keep_clocks.expect_answer(tx, desk, ticket, words.at)


def _somebody_else_said(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, words: Words) -> None:
    """In a team's channel agents may answer right in the requester's thread."""
    is_agent = Role.AGENT in actor.roles
    said = _keep(tx, actor, tx.request(ticket.request_id), words, Voice.AGENT if is_agent else Voice.REQUESTER)
    pass_on(tx, desk, ticket, said)
    if is_agent:
        answer_in_thread(tx, desk, actor, ticket, words.at)


def _keep(tx: Tx, actor: Actor, request: Request, words: Words, voice: Voice) -> Message:
    message = Message(
        request_id=request.id, at=words.at, author_id=actor.id, voice=voice, text=words.text, source=words.source
    )
    tx.add(message)
    return message
