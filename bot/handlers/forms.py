"""The forms that people send, and the shortcuts that open them."""

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.ask_rating import comment as comment_rating
from bot.desk.correct import categorise as categorise_ticket
from bot.desk.join import join as join_ticket
from bot.desk.reassign import reassign as reassign_ticket
from bot.desk.reclassify import Reclassification
from bot.desk.reclassify import reclassify as reclassify_ticket
from bot.desk.reply import Reply
from bot.desk.reply import reply as send_reply
from bot.desk.roles import check_not_own
from bot.desk.solve import Solution
from bot.desk.solve import solve as solve_ticket
from bot.desk.transfer import Transfer
from bot.desk.transfer import transfer as transfer_ticket
from bot.errors import Refusal
from bot.handlers.act import Act
from bot.tickets.request import Surface
from bot.views import categorise, help_form, join, reassign, reclassify, reply, solve, survey, transfer


async def ask(act: Act) -> None:
    form = help_form.read(act.arrival.view)
    request = HelpRequest(
        receipt_id=act.arrival.id,
        requester_id=act.actor.id,
        text=form.text,
        surface=Surface.HOME,
        asked_at=act.desk.now(),
        conversation=act.actor.id,
        source=act.arrival.id,
        impact=form.impact,
        urgency=form.urgency,
    )
    await ask_for_help(act.desk, request)


async def send(act: Act) -> None:
    form = reply.read(act.arrival.view)
    await send_reply(act.desk, act.actor, Reply(form.number, form.text, act.arrival.id, form.wait))


async def mark_solved(act: Act) -> None:
    form = solve.read(act.arrival.view)
    await solve_ticket(act.desk, act.actor, Solution(form.number, form.note, act.arrival.id, form.article))


async def hand_on(act: Act) -> None:
    form = transfer.read(act.arrival.view)
    await transfer_ticket(act.desk, act.actor, Transfer(form.number, form.pool_id, form.reason, form.category_id))


async def correct_category(act: Act) -> None:
    form = categorise.read(act.arrival.view)
    await categorise_ticket(act.desk, act.actor, form.number, form.category_id)


async def join_to(act: Act) -> None:
    form = join.read(act.arrival.view)
    await join_ticket(act.desk, act.actor, form.number, form.main)


async def give_to(act: Act) -> None:
    form = reassign.read(act.arrival.view)
    await reassign_ticket(act.desk, act.actor, form.number, form.agent_id)


async def change_segment(act: Act) -> None:
    form = reclassify.read(act.arrival.view)
    await reclassify_ticket(act.desk, act.actor, Reclassification(form.number, form.segment_id, form.reason))


async def comment(act: Act) -> None:
    number, text = survey.read_comment(act.arrival.view)
    await comment_rating(act.desk, act.actor, number, text)


async def ask_shortcut(act: Act) -> None:
    await act.open_modal(help_form.modal())


async def send_shortcut(act: Act) -> None:
    """What an agent wrote in a card's thread can be sent to the requester on purpose."""
    message, channel = act.arrival.payload["message"], act.arrival.payload["channel"]["id"]
    number = await act.slack.files.ticket_at(channel, message.get("thread_ts") or message["ts"])
    if number is None:
        raise Refusal("That message is not in the thread of a ticket’s card, so I don’t know whom to send it to.")
    file = await act.slack.files.ticket(number, act.actor.id)
    check_not_own(act.actor, file.ticket)
    await act.open_modal(reply.send_modal(file, await act.words(message.get("text") or "")))
