"""The buttons: each is read by the view that drew it."""

from bot.desk import walk_through
from bot.desk.ask_rating import rate as rate_ticket
from bot.desk.claim import claim as claim_ticket
from bot.desk.confirm_solved import confirm_solved
from bot.desk.correct import take_back
from bot.desk.join import separate as separate_ticket
from bot.desk.judge_suggestion import judge_suggestion
from bot.desk.learn import take_back as take_back_lesson
from bot.desk.open_article import open_article
from bot.desk.reassign import take as take_ticket
from bot.desk.reclassify import check_may_reclassify
from bot.desk.report_same import report_same
from bot.desk.roles import check_not_own, check_requester
from bot.desk.still_need_help import still_need_help
from bot.desk.wait import wait as wait_for_requester
from bot.desk.warn_leads import snooze as snooze_warning
from bot.handlers.act import Act
from bot.tickets.lifecycle import Move, check_move
from bot.views import (
    card,
    categorise,
    guide,
    help_form,
    home,
    join,
    learned,
    notice,
    offer,
    reassign,
    reclassify,
    reply,
    same_report,
    solve,
    suggestion,
    survey,
    transfer,
    warning,
)
from bot.views.ticket_file import TicketFile


async def this_solved_it(act: Act) -> None:
    await confirm_solved(act.desk, act.actor, offer.read(act.arrival.action))


async def need_help(act: Act) -> None:
    await still_need_help(act.desk, act.actor, offer.read(act.arrival.action))


async def it_is_the_same(act: Act) -> None:
    await report_same(act.desk, act.actor, same_report.read(act.arrival.action))


async def read_article(act: Act) -> None:
    request_id, slug = offer.read_open(act.arrival.action)
    await act.open_modal(offer.article_modal(await open_article(act.desk, act.actor, request_id, slug)))


async def step_done(act: Act) -> None:
    step, request_id = guide.read(act.arrival.action)
    await walk_through.step_done(act.desk, act.actor, request_id, step)


async def step_failed(act: Act) -> None:
    step, request_id = guide.read(act.arrival.action)
    await walk_through.step_failed(act.desk, act.actor, request_id, step)


async def suggestion_fits(act: Act) -> None:
    await judge_suggestion(act.desk, act.actor, suggestion.read(act.arrival.action), fitted=True)


async def suggestion_misfits(act: Act) -> None:
    await judge_suggestion(act.desk, act.actor, suggestion.read(act.arrival.action), fitted=False)


async def take_lesson_back(act: Act) -> None:
    await take_back_lesson(act.desk, act.actor, learned.read(act.arrival.action))
    await act.whisper(notice.render("Taken back. The search forgets it within a minute."))


async def ask(act: Act) -> None:
    await act.open_modal(help_form.modal())


async def claim(act: Act) -> None:
    await claim_ticket(act.desk, act.actor, card.read(act.arrival.action))


async def wait(act: Act) -> None:
    await wait_for_requester(act.desk, act.actor, card.read(act.arrival.action))


async def open_reply(act: Act) -> None:
    await act.open_modal(reply.modal(await _file_for(act, card.read(act.arrival.action), Move.REPLY)))


async def open_solve(act: Act) -> None:
    file = await _file_for(act, card.read(act.arrival.action), Move.SOLVE)
    await act.open_modal(solve.modal(file, await act.slack.files.articles_for_agent(file)))


async def open_transfer(act: Act) -> None:
    file = await _file_for(act, card.read(act.arrival.action), Move.TRANSFER)
    pools = [(pool.id, pool.name) for pool in act.desk.policy.pools if pool.id != file.ticket.pool_id]
    await act.open_modal(transfer.modal(file, pools, _categories(act)))


async def open_categorise(act: Act) -> None:
    await act.open_modal(categorise.modal(await _open_file(act), _categories(act)))


async def open_join(act: Act) -> None:
    file = await _open_file(act)
    await act.open_modal(join.modal(file, await act.slack.files.join_choices(file.ticket.number)))


async def separate(act: Act) -> None:
    await separate_ticket(act.desk, act.actor, card.read(act.arrival.action))


async def take_correction_back(act: Act) -> None:
    await take_back(act.desk, act.actor, card.read(act.arrival.action))


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


async def _open_file(act: Act) -> TicketFile:
    """The ticket whose menu was opened, as long as somebody works on it."""
    return await _file_for(act, card.read(act.arrival.action), Move.SOLVE)


def _categories(act: Act) -> list[tuple[str, str]]:
    return [(category.id, category.name) for category in act.desk.policy.categories]
