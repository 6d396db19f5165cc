"""An article solved it."""

from bot.desk import keep_ledger
from bot.desk.announce import redraw_first_answer
from bot.desk.desk import Desk
from bot.desk.learn import learn
from bot.desk.open_article import opened
from bot.desk.roles import Actor, check_requester
from bot.desk.solve import solve_by_article
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.lesson import lesson_of
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import RequestState
from bot.tickets.timer import TimerKind


async def confirm_solved(desk: Desk, actor: Actor, request_id: str) -> None:
    """The requester says that an offered article solved it; a ticket that was opened beside it is solved too."""
    await desk.transact(lambda tx: _confirm(tx, desk, actor, request_id))


def _confirm(tx: Tx, desk: Desk, actor: Actor, request_id: str) -> None:
    request = tx.request(request_id)
    check_requester(actor, request.requester_id)
    offer = tx.offer_of(request_id)
    if offer is None or offer.is_for_agents:
        raise Refusal("I can't find the articles for that any more. Please ask again.")
    if offer.outcome is OfferOutcome.CONFIRMED:
        return  # pressed twice
    ticket = tx.ticket_of(request_id)
    if ticket is not None and offer.came_first:
        raise Refusal(f"{desk.key(ticket.number)} is open for this now. Tell the team in its thread that it is solved.")
    if ticket is not None and not ticket.is_open:
        raise Refusal(f"The team has solved {desk.key(ticket.number)} already, so there is nothing left to do.")
    keep_ledger.settle(tx, desk, offer, OfferOutcome.CONFIRMED)
    article = (opened(tx, request_id) or offer.articles)[0]
    learn(tx, desk, lesson_of(request, article, desk.now(), helped=True))
    tx.cancel_timer(TimerKind.LAPSE, request_id)
    if ticket is None:
        request.settle(RequestState.SOLVED_BY_ARTICLE, desk.now())
    else:
        solve_by_article(tx, desk, actor, ticket)
    redraw_first_answer(tx, request)
