"""Every route, tried by everybody: done for whom it is for, refused to the others in a sentence and without a trace."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum

import pytest
import pytest_asyncio

from bot.desk.roles import Role
from bot.handlers.arrival import Kind
from bot.handlers.failures import SORRY
from bot.handlers.routes import ROUTES
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
from tests.handlers.deeds import (
    Deed,
    Somebody,
    archived,
    choice,
    click,
    clock,
    command,
    corrected,
    dm,
    event,
    joined,
    joining,
    mention,
    message_shortcut,
    note_in_card_thread,
    nothing,
    of_theirs,
    profile,
    reaction,
    score,
    shared,
    shortcut,
    submission,
    survey_of,
    ticket,
    ticket_of_network,
    waiting_offer,
)
from tests.handlers.front_door import FrontDoor, open_front_door

pytestmark = pytest.mark.asyncio(loop_scope="module")


REQUESTER = frozenset({Role.REQUESTER})
AGENT = REQUESTER | {Role.AGENT}
LEAD = AGENT | {Role.LEAD}

CAST = {
    "the requester": Somebody("ana", REQUESTER),
    "another requester": Somebody("chloe", REQUESTER),
    "an agent": Somebody("nina", AGENT),
    "a lead": Somebody("dana", LEAD),
    "the owner": Somebody("olga", LEAD | {Role.OWNER}),
    "a guest": Somebody("carl", REQUESTER),
    "somebody of another company": Somebody("erin", REQUESTER),
    "an agent whose own request it is": Somebody("nina", AGENT, ticket_of="nina"),
    "a lead whose own request it is": Somebody("dana", LEAD, ticket_of="dana"),
}
ONLY = {
    Role.AGENT: "Only the support team can do that.",
    Role.LEAD: "Only a support lead can do that.",
    Role.OWNER: "Only the owner of the desk can do that.",
}


class Whose(Enum):
    """Whose request somebody may do this with; the value is what the others are told."""

    ANYBODYS = ""
    THEIR_OWN = "That request is somebody else's, so only they can answer here."
    NOT_THEIR_OWN = "This is your own request. Somebody else on the team has to work on it."


@dataclass(frozen=True)
class Try:
    """What Slack delivers when somebody tries it. `quiet` is what changes no row and shows nothing."""

    deed: Deed
    whose: Whose = Whose.ANYBODYS
    quiet: bool = False


GROUPS_CHANGED = ("subteam_created", "subteam_updated", "subteam_members_changed")
OWN, NOT_OWN = Whose.THEIR_OWN, Whose.NOT_THEIR_OWN

TRIES: dict[tuple[Kind, str], Try] = {
    (Kind.COMMAND, "/support"): Try(command("/support", "the coffee is cold")),
    (Kind.COMMAND, "/desk"): Try(command("/desk", "")),
    (Kind.COMMAND, "/desk queue"): Try(command("/desk", "queue")),
    (Kind.COMMAND, "/desk why"): Try(command("/desk", "why HD-1")),
    (Kind.COMMAND, "/desk who"): Try(command("/desk", "who @ana")),
    (Kind.COMMAND, "/desk corrections"): Try(command("/desk", "corrections")),
    (Kind.COMMAND, "/desk learned"): Try(command("/desk", "learned")),
    (Kind.COMMAND, "/desk help"): Try(command("/desk", "help")),
    (Kind.EVENT, "message"): Try(dm),
    (Kind.EVENT, "app_mention"): Try(mention),
    (Kind.EVENT, "reaction_added"): Try(reaction),
    (Kind.EVENT, "app_home_opened"): Try(event(type="app_home_opened", tab="home")),
    (Kind.EVENT, "member_joined_channel"): Try(event(type="member_joined_channel"), quiet=True),
    (Kind.EVENT, "channel_archive"): Try(archived),
    (Kind.EVENT, "group_archive"): Try(event(type="group_archive", channel="C0ELSEWHERE"), quiet=True),
    (Kind.EVENT, "channel_shared"): Try(shared),
    (Kind.EVENT, "channel_unshared"): Try(event(type="channel_unshared", channel="C0ELSEWHERE"), quiet=True),
    (Kind.EVENT, "app_uninstalled"): Try(event(type="app_uninstalled"), quiet=True),
    (Kind.EVENT, "tokens_revoked"): Try(event(type="tokens_revoked"), quiet=True),
    (Kind.EVENT, "user_change"): Try(profile, quiet=True),
    (Kind.EVENT, "team_join"): Try(profile, quiet=True),
    **{(Kind.EVENT, name): Try(event(type=name), quiet=True) for name in GROUPS_CHANGED},
    (Kind.SHORTCUT, "ask_for_help"): Try(shortcut),
    (Kind.SHORTCUT, "open_ticket"): Try(message_shortcut),
    (Kind.SHORTCUT, "send_to_requester"): Try(note_in_card_thread, NOT_OWN),
    (Kind.ACTION, home.ASK): Try(click(home.ASK, nothing)),
    (Kind.ACTION, home.OPEN): Try(click(home.OPEN, ticket)),
    (Kind.ACTION, offer.SOLVED): Try(click(offer.SOLVED, waiting_offer), OWN),
    (Kind.ACTION, offer.STILL_NEED_HELP): Try(click(offer.STILL_NEED_HELP, waiting_offer), OWN),
    (Kind.ACTION, same_report.SAME): Try(click(same_report.SAME, of_theirs(FrontDoor.asked_whether_same)), OWN),
    (Kind.ACTION, offer.OPEN): Try(click(offer.OPEN, of_theirs(FrontDoor.offered)), OWN),
    (Kind.ACTION, guide.DONE): Try(click(guide.DONE, of_theirs(FrontDoor.first_step)), OWN),
    (Kind.ACTION, guide.FAILED): Try(click(guide.FAILED, of_theirs(FrontDoor.first_step)), OWN),
    (Kind.ACTION, card.CLAIM): Try(click(card.CLAIM, ticket), NOT_OWN),
    (Kind.ACTION, card.REPLY): Try(click(card.REPLY, ticket), NOT_OWN),
    (Kind.ACTION, card.WAIT): Try(click(card.WAIT, ticket), NOT_OWN),
    (Kind.ACTION, card.SOLVE): Try(click(card.SOLVE, ticket), NOT_OWN),
    (Kind.ACTION, card.TRANSFER): Try(click(card.TRANSFER, ticket), NOT_OWN),
    (Kind.ACTION, card.CATEGORY): Try(choice(card.CATEGORY, ticket), NOT_OWN),
    (Kind.ACTION, card.TAKE_BACK): Try(choice(card.TAKE_BACK, corrected), NOT_OWN),
    (Kind.ACTION, card.JOIN): Try(choice(card.JOIN, ticket), NOT_OWN),
    (Kind.ACTION, card.SEPARATE): Try(choice(card.SEPARATE, joined), NOT_OWN),
    (Kind.ACTION, corrections.TAKE_BACK): Try(click(corrections.TAKE_BACK, corrected), NOT_OWN),
    (Kind.ACTION, suggestion.FITS): Try(click(suggestion.FITS, of_theirs(FrontDoor.kept_back)), NOT_OWN),
    (Kind.ACTION, suggestion.MISFITS): Try(click(suggestion.MISFITS, of_theirs(FrontDoor.kept_back)), NOT_OWN),
    (Kind.ACTION, learned.TAKE_BACK): Try(click(learned.TAKE_BACK, of_theirs(FrontDoor.lesson))),
    (Kind.ACTION, card.RECLASSIFY): Try(choice(card.RECLASSIFY, ticket_of_network), NOT_OWN),
    (Kind.ACTION, warning.TAKE): Try(click(warning.TAKE, clock), NOT_OWN),
    (Kind.ACTION, warning.REASSIGN): Try(click(warning.REASSIGN, clock), NOT_OWN),
    (Kind.ACTION, warning.SNOOZE): Try(click(warning.SNOOZE, clock), NOT_OWN),
    (Kind.ACTION, survey.COMMENT): Try(click(survey.COMMENT, survey_of), OWN),
    **{
        (Kind.ACTION, action_id): Try(click(action_id, score(number)), OWN)
        for number, action_id in enumerate(survey.SCORES, 1)
    },
    (Kind.SUBMISSION, help_form.CALLBACK): Try(submission(help_form.CALLBACK, nothing, text="the coffee is cold")),
    (Kind.SUBMISSION, reply.CALLBACK): Try(submission(reply.CALLBACK, ticket, text="Try again."), NOT_OWN),
    (Kind.SUBMISSION, solve.CALLBACK): Try(submission(solve.CALLBACK, ticket, note="Done."), NOT_OWN),
    (Kind.SUBMISSION, transfer.CALLBACK): Try(
        submission(transfer.CALLBACK, ticket, pool="[network]", reason="It is the Wi-Fi."), NOT_OWN
    ),
    (Kind.SUBMISSION, categorise.CALLBACK): Try(submission(categorise.CALLBACK, ticket, category="[printer]"), NOT_OWN),
    (Kind.SUBMISSION, join.CALLBACK): Try(joining, NOT_OWN),
    (Kind.SUBMISSION, reclassify.CALLBACK): Try(
        submission(reclassify.CALLBACK, ticket_of_network, segment="[executive]", reason="She is the new CFO."), NOT_OWN
    ),
    (Kind.SUBMISSION, reassign.CALLBACK): Try(submission(reassign.CALLBACK, ticket, agent="[@sam]"), NOT_OWN),
    (Kind.SUBMISSION, survey.COMMENT_CALLBACK): Try(submission(survey.COMMENT_CALLBACK, survey_of, text="Fine."), OWN),
}


# Said here a second time, on purpose: a route that is opened to others by mistake is no longer what it was meant to be.
MEANT_FOR: dict[Role | None, set[tuple[Kind, str]]] = {
    Role.AGENT: {
        *((Kind.COMMAND, f"/desk{verb}") for verb in ("", " queue", " why", " who", " corrections", " help")),
        (Kind.SHORTCUT, "send_to_requester"),
        *((Kind.ACTION, each) for each in (home.OPEN, warning.TAKE)),
        *((Kind.ACTION, each) for each in (card.CLAIM, card.REPLY, card.WAIT, card.SOLVE, card.TRANSFER)),
        *((Kind.ACTION, each) for each in (card.CATEGORY, card.TAKE_BACK, card.JOIN, card.SEPARATE, card.RECLASSIFY)),
        *((Kind.ACTION, each) for each in (corrections.TAKE_BACK, suggestion.FITS, suggestion.MISFITS)),
        *((Kind.SUBMISSION, each.CALLBACK) for each in (reply, solve, transfer, categorise, join, reclassify)),
    },
    Role.LEAD: {
        *((Kind.ACTION, each) for each in (warning.REASSIGN, warning.SNOOZE)),
        (Kind.SUBMISSION, reassign.CALLBACK),
    },
    Role.OWNER: {(Kind.COMMAND, "/desk learned"), (Kind.ACTION, learned.TAKE_BACK)},
    None: {
        *((Kind.EVENT, f"channel_{what}") for what in ("archive", "shared", "unshared")),
        *((Kind.EVENT, f"subteam_{what}") for what in ("created", "updated", "members_changed")),
        *((Kind.EVENT, each) for each in ("group_archive", "member_joined_channel", "user_change", "team_join")),
        *((Kind.EVENT, each) for each in ("app_uninstalled", "tokens_revoked")),
    },
}


def meant_for(route: tuple[Kind, str]) -> Role | None:
    """Everybody, unless it is said to be for others."""
    return next((role for role, routes in MEANT_FOR.items() if route in routes), Role.REQUESTER)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FrontDoor]:
    async with open_front_door(tmp_path_factory.mktemp("door")) as opened:
        yield opened


def refusal_of(route: tuple[Kind, str], somebody: Somebody) -> str | None:
    """What that person is told when they try it; None when it is done."""
    role, whose = meant_for(route), TRIES[route].whose
    if role is not None and role not in somebody.roles:
        return ONLY[role]
    is_own = somebody.name == somebody.ticket_of
    if (whose is Whose.THEIR_OWN and not is_own) or (whose is Whose.NOT_THEIR_OWN and is_own):
        return whose.value
    return None


@pytest.mark.parametrize("somebody", CAST.values(), ids=CAST.keys())
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: " ".join(route))
async def test_a_route_is_for_those_whom_the_table_names(
    door: FrontDoor, route: tuple[Kind, str], somebody: Somebody
) -> None:
    refusal = refusal_of(route, somebody)
    outcome = await door.knock(somebody.name, await TRIES[route].deed(door, somebody))
    if refusal is None:
        assert not set(outcome.told) & {*ONLY.values(), OWN.value, NOT_OWN.value, SORRY}
        assert outcome.changed or outcome.opened or outcome.told or TRIES[route].quiet
    else:
        assert outcome.told == [refusal]
        assert not outcome.changed
        assert not outcome.opened


async def test_everything_that_can_be_done_is_tried() -> None:
    assert set(TRIES) == set(ROUTES)


async def test_the_table_names_those_for_whom_each_route_is_meant() -> None:
    assert {route: each.role for route, each in ROUTES.items()} == {route: meant_for(route) for route in ROUTES}
