"""The front door: everything a person can do, and who may do it, on one screen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.desk.roles import Role
from bot.handlers import clicks, commands, forms, messages, workspace
from bot.handlers.act import Act
from bot.handlers.arrival import Arrival, Kind, Payload
from bot.views import (
    card,
    categorise,
    corrections,
    guide,
    help_form,
    home,
    join,
    learned,
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


@dataclass(frozen=True)
class Route:
    """`run` does what was asked for; only somebody with that `role` gets so far. None is for what Slack tells of the
    workspace, whoever caused it. A question `can_wait`: a crowd of them must not keep others from pressing a button.
    """

    run: Callable[[Act], Awaitable[None]]
    role: Role | None
    can_wait: bool = False


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/support"): Route(commands.support, Role.REQUESTER, can_wait=True),
    (Kind.COMMAND, "/desk"): Route(commands.queue, Role.AGENT),
    (Kind.COMMAND, "/desk queue"): Route(commands.queue, Role.AGENT),
    (Kind.COMMAND, "/desk why"): Route(commands.explain, Role.AGENT),
    (Kind.COMMAND, "/desk who"): Route(commands.show_person, Role.AGENT),
    (Kind.COMMAND, "/desk corrections"): Route(commands.show_corrections, Role.AGENT),
    (Kind.COMMAND, "/desk learned"): Route(commands.show_learned, Role.OWNER),
    (Kind.COMMAND, "/desk help"): Route(commands.help_the_team, Role.AGENT),
    (Kind.EVENT, "message"): Route(messages.message, Role.REQUESTER, can_wait=True),
    (Kind.EVENT, "app_mention"): Route(messages.mention, Role.REQUESTER, can_wait=True),
    (Kind.EVENT, "reaction_added"): Route(messages.ticket_reaction, Role.REQUESTER, can_wait=True),
    (Kind.EVENT, "app_home_opened"): Route(workspace.home_opened, Role.REQUESTER),
    (Kind.EVENT, "member_joined_channel"): Route(workspace.channel_joined, None),
    (Kind.EVENT, "channel_archive"): Route(workspace.channel_archived, None),
    (Kind.EVENT, "group_archive"): Route(workspace.channel_archived, None),
    (Kind.EVENT, "channel_shared"): Route(workspace.channel_shared, None),
    (Kind.EVENT, "channel_unshared"): Route(workspace.channel_unshared, None),
    (Kind.EVENT, "app_uninstalled"): Route(workspace.access_lost, None),
    (Kind.EVENT, "tokens_revoked"): Route(workspace.access_lost, None),
    (Kind.EVENT, "user_change"): Route(workspace.profile_changed, None),
    (Kind.EVENT, "team_join"): Route(workspace.profile_changed, None),
    (Kind.EVENT, "subteam_created"): Route(workspace.groups_changed, None),
    (Kind.EVENT, "subteam_updated"): Route(workspace.groups_changed, None),
    (Kind.EVENT, "subteam_members_changed"): Route(workspace.groups_changed, None),
    (Kind.SHORTCUT, "ask_for_help"): Route(forms.ask_shortcut, Role.REQUESTER),
    (Kind.SHORTCUT, "open_ticket"): Route(messages.ticket_shortcut, Role.REQUESTER),
    (Kind.SHORTCUT, "send_to_requester"): Route(forms.send_shortcut, Role.AGENT),
    (Kind.ACTION, home.ASK): Route(clicks.ask, Role.REQUESTER),
    (Kind.ACTION, home.OPEN): Route(clicks.open_card, Role.AGENT),
    (Kind.ACTION, offer.SOLVED): Route(clicks.this_solved_it, Role.REQUESTER),
    (Kind.ACTION, offer.STILL_NEED_HELP): Route(clicks.need_help, Role.REQUESTER),
    (Kind.ACTION, same_report.SAME): Route(clicks.it_is_the_same, Role.REQUESTER),
    (Kind.ACTION, offer.OPEN): Route(clicks.read_article, Role.REQUESTER),
    (Kind.ACTION, guide.DONE): Route(clicks.step_done, Role.REQUESTER),
    (Kind.ACTION, guide.FAILED): Route(clicks.step_failed, Role.REQUESTER),
    (Kind.ACTION, card.CLAIM): Route(clicks.claim, Role.AGENT),
    (Kind.ACTION, card.REPLY): Route(clicks.open_reply, Role.AGENT),
    (Kind.ACTION, card.WAIT): Route(clicks.wait, Role.AGENT),
    (Kind.ACTION, card.SOLVE): Route(clicks.open_solve, Role.AGENT),
    (Kind.ACTION, card.TRANSFER): Route(clicks.open_transfer, Role.AGENT),
    (Kind.ACTION, card.CATEGORY): Route(clicks.open_categorise, Role.AGENT),
    (Kind.ACTION, card.TAKE_BACK): Route(clicks.take_correction_back, Role.AGENT),
    (Kind.ACTION, card.JOIN): Route(clicks.open_join, Role.AGENT),
    (Kind.ACTION, card.SEPARATE): Route(clicks.separate, Role.AGENT),
    (Kind.ACTION, corrections.TAKE_BACK): Route(clicks.take_correction_back, Role.AGENT),
    (Kind.ACTION, suggestion.FITS): Route(clicks.suggestion_fits, Role.AGENT),
    (Kind.ACTION, suggestion.MISFITS): Route(clicks.suggestion_misfits, Role.AGENT),
    (Kind.ACTION, learned.TAKE_BACK): Route(clicks.take_lesson_back, Role.OWNER),
    (Kind.ACTION, card.RECLASSIFY): Route(clicks.open_reclassify, Role.AGENT),
    (Kind.ACTION, warning.TAKE): Route(clicks.take, Role.AGENT),
    (Kind.ACTION, warning.REASSIGN): Route(clicks.open_reassign, Role.LEAD),
    (Kind.ACTION, warning.SNOOZE): Route(clicks.snooze, Role.LEAD),
    (Kind.ACTION, survey.COMMENT): Route(clicks.open_comment, Role.REQUESTER),
    **{(Kind.ACTION, score): Route(clicks.rate, Role.REQUESTER) for score in survey.SCORES},
    (Kind.SUBMISSION, help_form.CALLBACK): Route(forms.ask, Role.REQUESTER, can_wait=True),
    (Kind.SUBMISSION, reply.CALLBACK): Route(forms.send, Role.AGENT),
    (Kind.SUBMISSION, solve.CALLBACK): Route(forms.mark_solved, Role.AGENT),
    (Kind.SUBMISSION, transfer.CALLBACK): Route(forms.hand_on, Role.AGENT),
    (Kind.SUBMISSION, categorise.CALLBACK): Route(forms.correct_category, Role.AGENT),
    (Kind.SUBMISSION, join.CALLBACK): Route(forms.join_to, Role.AGENT),
    (Kind.SUBMISSION, reclassify.CALLBACK): Route(forms.change_segment, Role.AGENT),
    (Kind.SUBMISSION, reassign.CALLBACK): Route(forms.give_to, Role.LEAD),
    (Kind.SUBMISSION, survey.COMMENT_CALLBACK): Route(forms.comment, Role.REQUESTER),
}


async def do(act: Act) -> None:
    """Does what an arrival asks for. Raises a Refusal, before anything is read or changed, when the route is not for
    somebody with the roles of the actor.
    """
    route = ROUTES[act.arrival.route]
    if route.role is not None:
        act.actor.check(route.role)
    await route.run(act)


def can_wait(arrival: Arrival) -> bool:
    """False where somebody looks at a screen: the form of a command without words opens within seconds, or never."""
    route, has_words = ROUTES.get(arrival.route), arrival.kind is not Kind.COMMAND or arrival.payload.get("text")
    return route is not None and route.can_wait and bool(has_words)


# What is read from each form; a mistake in it raises InvalidForm before anything is stored.
CHECKS: dict[str, Callable[[Payload], Any]] = {
    help_form.CALLBACK: help_form.read,
    reply.CALLBACK: reply.read,
    solve.CALLBACK: solve.read,
    transfer.CALLBACK: transfer.read,
    categorise.CALLBACK: categorise.read,
    join.CALLBACK: join.read,
    reclassify.CALLBACK: reclassify.read,
    reassign.CALLBACK: reassign.read,
    survey.COMMENT_CALLBACK: survey.read_comment,
}
