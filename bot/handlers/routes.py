"""The front door: everything a person can do, on one screen."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.handlers import clicks, commands, forms, messages, workspace
from bot.handlers.act import Act
from bot.handlers.arrival import Kind, Payload
from bot.views import card, help_form, home, offer, reassign, reply, solve, survey, transfer, warning

Route = Callable[[Act], Awaitable[None]]

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/support"): commands.support,
    (Kind.COMMAND, "/desk"): commands.desk,
    (Kind.EVENT, "message"): messages.message,
    (Kind.EVENT, "app_mention"): messages.mention,
    (Kind.EVENT, "reaction_added"): messages.ticket_reaction,
    (Kind.EVENT, "app_home_opened"): workspace.home_opened,
    (Kind.EVENT, "member_joined_channel"): workspace.channel_joined,
    (Kind.EVENT, "channel_archive"): workspace.channel_archived,
    (Kind.EVENT, "group_archive"): workspace.channel_archived,
    (Kind.EVENT, "app_uninstalled"): workspace.access_lost,
    (Kind.EVENT, "tokens_revoked"): workspace.access_lost,
    (Kind.EVENT, "user_change"): workspace.profile_changed,
    (Kind.EVENT, "team_join"): workspace.profile_changed,
    (Kind.EVENT, "subteam_created"): workspace.groups_changed,
    (Kind.EVENT, "subteam_updated"): workspace.groups_changed,
    (Kind.EVENT, "subteam_members_changed"): workspace.groups_changed,
    (Kind.SHORTCUT, "ask_for_help"): forms.ask_shortcut,
    (Kind.SHORTCUT, "open_ticket"): messages.ticket_shortcut,
    (Kind.SHORTCUT, "send_to_requester"): forms.send_shortcut,
    (Kind.ACTION, home.ASK): clicks.ask,
    (Kind.ACTION, home.OPEN): clicks.open_card,
    (Kind.ACTION, offer.SOLVED): clicks.this_solved_it,
    (Kind.ACTION, offer.STILL_NEED_HELP): clicks.need_help,
    (Kind.ACTION, card.CLAIM): clicks.claim,
    (Kind.ACTION, card.REPLY): clicks.open_reply,
    (Kind.ACTION, card.WAIT): clicks.wait,
    (Kind.ACTION, card.SOLVE): clicks.open_solve,
    (Kind.ACTION, card.TRANSFER): clicks.open_transfer,
    (Kind.ACTION, warning.TAKE): clicks.take,
    (Kind.ACTION, warning.REASSIGN): clicks.open_reassign,
    (Kind.ACTION, warning.SNOOZE): clicks.snooze,
    (Kind.ACTION, survey.COMMENT): clicks.open_comment,
    **{(Kind.ACTION, score): clicks.rate for score in survey.SCORES},
    (Kind.SUBMISSION, help_form.CALLBACK): forms.ask,
    (Kind.SUBMISSION, reply.CALLBACK): forms.send,
    (Kind.SUBMISSION, solve.CALLBACK): forms.mark_solved,
    (Kind.SUBMISSION, transfer.CALLBACK): forms.hand_on,
    (Kind.SUBMISSION, reassign.CALLBACK): forms.give_to,
    (Kind.SUBMISSION, survey.COMMENT_CALLBACK): forms.comment,
}

# What is read from each form; a mistake in it raises InvalidForm before anything is stored.
CHECKS: dict[str, Callable[[Payload], Any]] = {
    help_form.CALLBACK: help_form.read,
    reply.CALLBACK: reply.read,
    solve.CALLBACK: solve.read,
    transfer.CALLBACK: transfer.read,
    reassign.CALLBACK: reassign.read,
    survey.COMMENT_CALLBACK: survey.read_comment,
}
