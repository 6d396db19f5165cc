"""Whatever people type, Slack takes our message and nothing in it is live but what we wrote."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.insight.burst import Rate
from bot.insight.explain import Explanation
from bot.insight.section import Section
from bot.kb.article import Article
from bot.kb.search import Hit
from bot.segments.decide import Match
from bot.tickets.message import Voice
from bot.tickets.offer import OfferOutcome
from bot.tickets.ticket import Status
from bot.views import (
    agent_queue,
    answer,
    asked,
    burst,
    card,
    categorise,
    corrections,
    guide,
    help_form,
    history,
    home,
    join,
    joined,
    late,
    learned,
    notice,
    offer,
    pattern,
    reassign,
    reply,
    solve,
    solved,
    survey,
    ticket,
    transfer,
    usage,
    warning,
    why,
)
from bot.views.burst import BurstNews
from bot.views.corrections import CorrectionLine
from bot.views.guide import Progress
from bot.views.learned import Learned, Lessons
from bot.views.mrkdwn import tidy
from bot.views.pattern import Pattern
from bot.views.shown import Shown
from bot.views.ticket_file import AlikeTicket, RecentTicket, Suggestion, TicketFile, Tried
from tests.builders import (
    DANA,
    NOON,
    PRIYA,
    make_article,
    make_clock,
    make_decision,
    make_facts,
    make_file,
    make_message,
    make_rating,
    make_request,
    make_ticket,
)
from tests.views.shown import HOSTILE, check_home, check_message, check_modal


def hostile_article(text: str) -> Article:
    """The longest that the knowledge base lets through. Links in articles are meant, so there is none in it."""
    text = tidy(text.replace("<", ""))
    return make_article(title=text[:120] or "A title", steps=(text[:400] or "A step",) * 8, body=text or "A body")


def hostile_file(text: str) -> TicketFile:
    """A ticket in which every text is hostile."""
    match = Match(segment_id=text, reason=text)
    named = dict.fromkeys(("title", "department", "location", "device"), text or "x")
    routing = {"pool": text, "path": [text], "priority": text}
    return make_file(
        {"text": text, "priority": text, "routing": routing, "assignee_id": DANA},
        request=make_request(text=text, deflection_reason=text),
        decision=make_decision(matches=(match,) * 9, facts=make_facts(named, tz=text, real_name=text)),
        segment_name=text,
        category_name=text,
        pool_name=text,
        recent=(RecentTicket("HD-1", text, Status.SOLVED, NOON),) * 9,
        articles=(Hit(hostile_article(text), 0.5, text),) * 5,
        alike=(AlikeTicket("HD-7", 7, text),) * 9,
        people=5,
        joined=(make_ticket(id=8, text=text),) * 9,
        corrected_by=DANA,
        guess=text,
        tried=Tried(text, 3, text),
        suggestion=Suggestion(text),
        asked_in="C0TEAM",
        desk_name=text,
    )


def lessons(text: str) -> list[Learned]:
    return [Learned(f"{at}", text, text, text, True, "today") for at in range(60)]


def together(question: Shown, answer: Shown) -> Shown:
    return Shown(f"{question.text}\n{answer.text}", [*question.blocks, *answer.blocks])


MESSAGES: dict[str, Callable[[str], Shown]] = {
    "asked, with an offer": lambda text: together(
        asked.render(text), offer.render(make_request(), [hostile_article(text)] * 4)
    ),
    "answer": lambda text: answer.render(PRIYA, text),
    "reply": lambda text: reply.render(make_file(), DANA, text),
    "reply on the card": lambda text: reply.render_sent(DANA, text),
    "offer": lambda text: offer.render(make_request(text=text), [hostile_article(text)] * 4),
    "guide": lambda text: guide.render(make_request(text=text), hostile_article(text), Progress(2)),
    "failed guide": lambda text: guide.render(
        make_request(), hostile_article(text), Progress(8, 8), OfferOutcome.ESCALATED
    ),
    "pattern": lambda text: pattern.render(Pattern(5, 30, text, hostile_article(text))),
    "learned": lambda text: learned.render(Lessons(lessons(text), 90)),
    "learned of one article": lambda text: learned.render(Lessons(lessons(text), 90, slug=text)),
    "nothing learned of an article": lambda text: learned.render(Lessons([], 0, slug=text)),
    "settled offer": lambda text: offer.render(make_request(), [hostile_article(text)], OfferOutcome.UNCONFIRMED),
    "reply to outsiders": lambda text: reply.render(make_file(outsiders=True, desk_name=text), DANA, text),
    "ticket of outsiders": lambda text: ticket.render(replace(hostile_file(text), outsiders=True)),
    "ticket": lambda text: ticket.render(hostile_file(text)),
    "solved": lambda text: solved.render(hostile_file(text)),
    "card": lambda text: card.render(hostile_file(text)),
    "moved card": lambda text: card.render_moved(hostile_file(text)),
    "history": lambda text: history.render([make_message(text=text, voice=voice) for voice in Voice] * 30, text),
    "warning": lambda text: warning.render(hostile_file(text), hostile_file(text).clocks[0]),
    "settled warning": lambda text: warning.render(hostile_file(text), make_clock(), f"<@{DANA}> moved it to {text}."),
    "late warnings": lambda text: late.render([(hostile_file(text), make_clock())] * 15, 60, 30),
    "joined": lambda text: joined.render(replace(hostile_file(text), joined_to=make_ticket(id=7))),
    "burst": lambda text: burst.render(BurstNews(text, Rate(99, (1,) * 52), timedelta(hours=1), ["HD-1"] * 60)),
    "corrections": lambda text: corrections.render([CorrectionLine("HD-1", 1, text, text, text, DANA, NOON)] * 15),
    "survey": lambda text: survey.render(hostile_file(text), make_rating(question=text, follow_up=text)),
    "rated": lambda text: survey.render(hostile_file(text), make_rating(score=1, follow_up=text)),
    "queue": lambda text: agent_queue.render([hostile_file(text)] * 60),
    "notice": lambda text: notice.render(f"<@{DANA}> took it: {text}"),
    "unknown command": usage.unknown_command,
    "why": lambda text: why.render(Explanation("HD-12", text, frozenset({DANA}), (Section(text, (text,) * 8),) * 60)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_every_message_is_taken_and_harmless(message: Callable[[str], Shown], text: str) -> None:
    check_message(message(text))


MODALS = {
    "reply": lambda text: reply.modal(hostile_file(text)),
    "send": lambda text: reply.send_modal(hostile_file(text), text),
    "solve": lambda text: solve.modal(hostile_file(text), [(f"article-{at}", text) for at in range(150)]),
    "article": lambda text: offer.article_modal(hostile_article(text)),
    "transfer": lambda text: transfer.modal(hostile_file(text), [(f"pool_{at}", text) for at in range(150)]),
    "categorise": lambda text: categorise.modal(hostile_file(text), [(f"c{at}", text) for at in range(150)]),
    "join": lambda text: join.modal(hostile_file(text), [(at, text) for at in range(150)]),
    "reassign": lambda text: reassign.modal(hostile_file(text), [(f"U0{at}", text) for at in range(150)]),
    "help": help_form.modal,
    "comment": lambda text: survey.comment_modal(12, text),
    "card": lambda text: card.modal(hostile_file(text)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("modal", MODALS.values(), ids=MODALS.keys())
def test_every_form_is_taken_and_harmless(modal: Callable[[str], dict[str, object]], text: str) -> None:
    check_modal(modal(text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_home_is_taken_and_harmless(text: str) -> None:
    files = [hostile_file(text)] * 60
    check_home(home.render(home.HomePage(text, files, files)))
