"""The buttons: each is read by the view that drew it."""

from bot.desk.ask_rating import rate as rate_ticket
from bot.desk.claim import claim as claim_ticket
from bot.desk.confirm_solved import confirm_solved
from bot.desk.reassign import take as take_ticket
from bot.desk.reclassify import check_may_reclassify
from bot.desk.roles import check_not_own, check_requester
from bot.desk.still_need_help import still_need_help
from bot.desk.wait import wait as wait_for_requester
from bot.desk.warn_leads import snooze as snooze_warning
from bot.handlers.act import Act
from bot.tickets.lifecycle import Move, check_move
from bot.views import card, help_form, home, offer, reassign, reclassify, reply, solve, survey, transfer, warning
from bot.views.ticket_file import TicketFile


async def this_solved_it(act: Act) -> None:
    await confirm_solved(act.desk, act.actor, offer.read(act.arrival.action))


async def need_help(act: Act) -> None:
    await still_need_help(act.desk, act.actor, offer.read(act.arrival.action))


async def ask(act: Act) -> None:
    await act.open_modal(help_form.modal())


async def claim(act: Act) -> None:
    await claim_ticket(act.desk, act.actor, card.read(act.arrival.action))


async def wait(act: Act) -> None:
    await wait_for_requester(act.desk, act.actor, card.read(act.arrival.action))


async def open_reply(act: Act) -> None:
    await act.open_modal(reply.modal(await _file_for(act, card.read(act.arrival.action), Move.REPLY)))


async def open_solve(act: Act) -> None:
    await act.open_modal(solve.modal(await _file_for(act, card.read(act.arrival.action), Move.SOLVE)))


async def open_transfer(act: Act) -> None:
    file = await _file_for(act, card.read(act.arrival.action), Move.TRANSFER)
    pools = [(pool.id, pool.name) for pool in act.desk.policy.pools if pool.id != file.ticket.pool_id]
    await act.open_modal(transfer.modal(file, pools))


async def open_reclassify(act: Act) -> None:
    file = await act.slack.files.ticket(card.read(act.arrival.action), act.actor.id)
    check_may_reclassify(act.desk, act.actor, file.ticket)
    segments = [(segment.id, segment.name) for segment in act.desk.policy.segments]
    await act.open_modal(reclassify.modal(file, segments))


async def take(act: Act) -> None:
    number, _ = warning.read(act.arrival.action)
    await take_ticket(act.desk, act.actor, number)


async def open_reassign(act: Act) -> None:
    number, _ = warning.read(act.arrival.action)
    file = await _file_for(act, number, Move.REASSIGN)
    await act.open_modal(reassign.modal(file, await act.slack.files.agents_of(file.ticket.pool_id)))


async def snooze(act: Act) -> None:
    number, clock_id = warning.read(act.arrival.action)
    await snooze_warning(act.desk, act.actor, number, clock_id)


async def rate(act: Act) -> None:
    number, score = survey.read(act.arrival.action)
    await rate_ticket(act.desk, act.actor, number, score)


async def open_comment(act: Act) -> None:
    number = survey.read_comment_click(act.arrival.action)
    check_requester(act.actor, (await act.slack.files.ticket(number, act.actor.id)).ticket.requester_id)
    question = await act.slack.files.follow_up(number)
    await act.open_modal(survey.comment_modal(number, question))


async def open_card(act: Act) -> None:
    await act.open_modal(card.modal(await act.slack.files.for_team(home.read(act.arrival.action))))


async def _file_for(act: Act, number: int, move: Move) -> TicketFile:
    """The ticket that somebody wants to fill in a form about. Refuses at once what would be refused when the form comes
    back: its words would be lost.
    """
    file = await act.slack.files.ticket(number, act.actor.id)
    check_not_own(act.actor, file.ticket)
    check_move(file.ticket, move)
    return file
