"""Somebody asks: who are they, what do they ask, and does an article answer it?"""

from dataclasses import dataclass
from datetime import datetime

from bot.deflection import decide as deflection
from bot.deflection.decide import Action, DeflectionDecision
from bot.deflection.mode import Mode
from bot.desk.announce import show_offer
from bot.desk.desk import Desk
from bot.desk.hand_over import hand_over
from bot.desk.know import recognise_segment
from bot.desk.lapse import await_answer
from bot.desk.notice_return import notice_return
from bot.desk.report_same import ask_whether_same, find_same
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.kb.shelf import Shelf
from bot.routing.classify import Classification
from bot.segments.decide import SegmentDecision
from bot.tickets.message import Message, Voice
from bot.tickets.offer import Manner, Offer
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.thanks import is_thanks
from bot.tickets.thread import Side, Thread


@dataclass(frozen=True)
class HelpRequest:
    """What somebody asked, as it was read from Slack. `root` is the message in whose thread it is answered, None when
    it came by command or form. `source` is unique to the message or form that it was asked with.
    """

    receipt_id: str
    requester_id: str
    text: str
    surface: Surface
    asked_at: datetime
    conversation: str  # a channel's id, or the requester's id for their DM
    source: str
    root: str | None = None
    impact: str | None = None
    urgency: str | None = None
    follows: int | None = None


# What is on somebody's shelf is for them alone, and a channel may have guests and people of other companies in it.
_READ_BY_OTHERS = DeflectionDecision(Action.HAND_OVER, (), "it was asked in a channel, where others read along")

_SAME = "others have reported the same"
_MANNERS = {mode: Manner.SHADOW if mode is Mode.AGENT_ONLY else Manner(mode) for mode in Mode}


@dataclass(frozen=True)
class _Findings:
    decision: SegmentDecision
    classification: Classification
    deflection: DeflectionDecision
    manner: Manner = Manner.OFFER_FIRST
    may_join: bool = False


async def ask_for_help(desk: Desk, ask: HelpRequest) -> None:
    """Records the request, whatever happens next; then offers to wait for the ticket that others have for the same, or
    articles, or opens a ticket at once.
    """
    if not ask.text.strip():
        raise Refusal("Tell me in a few words what you need, then I can help.")
    if ask.surface is Surface.DM and is_thanks(ask.text):
        return  # said beside the thread that it is meant for: nobody wants a ticket for it
    findings = await _find_out(desk, ask)
    await desk.transact(lambda tx: _take_in(tx, desk, ask, findings))


async def _find_out(desk: Desk, ask: HelpRequest) -> _Findings:
    decision = await recognise_segment(desk, ask.requester_id)
    facts = decision.facts
    classification = desk.classifier.classify(ask.text, decision.winner)
    shelf = Shelf(decision.winner, is_external=facts.may_be_external, on=desk.now().date())
    hits = desk.lessons.weigh(ask.text, await desk.library.search(ask.text, shelf))
    if ask.conversation != ask.requester_id:
        return _Findings(decision, classification, _READ_BY_OTHERS)
    mode = desk.policy.mode_for(decision.winner, classification.category)
    excluded = desk.policy.category(classification.category).never_offers
    bar = desk.bars.bar(decision.winner, desk.policy.segment(decision.winner).wrong_offer_costs)
    decided = deflection.decide(mode, excluded, hits, bar, classification.category)
    may_join = desk.policy.wants_offers(decision.winner, classification.category) and not facts.may_be_external
    return _Findings(decision, classification, decided, _MANNERS[mode], may_join)


def _take_in(tx: Tx, desk: Desk, ask: HelpRequest, findings: _Findings) -> None:
    if _is_taken_in(tx, ask):
        return
    same_as = find_same(tx, desk, ask.requester_id, ask.text) if findings.may_join else None
    request = _record(tx, desk, ask, findings, same_as)
    notice_return(tx, desk, request)
    if same_as is not None:
        ask_whether_same(tx, desk, request)
        return
    if findings.deflection.action is Action.OFFER:
        _offer(tx, desk, request, findings)
        return
    hand_over(tx, desk, request, findings.decision)
    if findings.deflection.articles:
        _put_beside(tx, desk, request, findings)


def _is_taken_in(tx: Tx, ask: HelpRequest) -> bool:
    """A mention and its message are one question, and so is a message that two people mark. Raises a Refusal where
    somebody waits for a word about it.
    """
    known = tx.heard(ask.source) or (ask.root is not None and tx.thread_at(ask.conversation, ask.root) is not None)
    if known and ask.surface in (Surface.SHORTCUT, Surface.ELSEWHERE):
        raise Refusal("I have that message already. Whoever wrote it is answered in its thread, or by me in person.")
    return known


def _record(tx: Tx, desk: Desk, ask: HelpRequest, findings: _Findings, same_as: int | None) -> Request:
    is_asked_first = findings.deflection.action is Action.OFFER or same_as is not None
    request = Request(
        receipt_id=ask.receipt_id,
        requester_id=ask.requester_id,
        surface=ask.surface,
        text=ask.text.strip(),
        received_at=ask.asked_at,
        state=RequestState.OFFERED if is_asked_first else RequestState.HANDED_OVER,
        settled_at=None if is_asked_first else desk.now(),
        segment_id=findings.decision.winner,
        category_id=findings.classification.category,
        category_confidence=findings.classification.confidence,
        category_guess=findings.classification.guess,
        impact=ask.impact,
        urgency=ask.urgency,
        follows=ask.follows,
        decision=findings.decision.model_dump(mode="json"),
        deflection_reason=findings.deflection.reason if same_as is None else _SAME,
        same_as=same_as,
    )
    tx.add(request)
    tx.add(
        Message(
            request_id=request.id,
            at=ask.asked_at,
            author_id=ask.requester_id,
            voice=Voice.REQUESTER,
            text=request.text,
            source=ask.source,
        )
    )
    if ask.root is not None:
        tx.add(Thread(conversation=ask.conversation, ts=ask.root, side=Side.REQUESTER, request_id=request.id))
    return request


def _offer(tx: Tx, desk: Desk, request: Request, findings: _Findings) -> None:
    tx.add(_offer_row(desk, request, findings))
    show_offer(tx, request, first=True)
    await_answer(tx, desk, request.id)


def _put_beside(tx: Tx, desk: Desk, request: Request, findings: _Findings) -> None:
    """A suggestion that only the agent sees waits for no answer of the requester."""
    tx.add(_offer_row(desk, request, findings))
    if findings.manner is Manner.ALONGSIDE:
        show_offer(tx, request, first=False)
        await_answer(tx, desk, request.id)


def _offer_row(desk: Desk, request: Request, findings: _Findings) -> Offer:
    hits = findings.deflection.articles
    return Offer(
        request_id=request.id,
        articles=[hit.article.slug for hit in hits],
        scores=[round(hit.score, 4) for hit in hits],
        manner=findings.manner,
        shown_at=desk.now(),
    )
