"""The front door has a way for everything that people can press, send or type, and no way that leads from nowhere."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.handlers.arrival import Kind
from bot.handlers.routes import CHECKS, ROUTES
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import RequestState
from bot.tickets.ticket import Status
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
    survey,
    transfer,
    usage,
    warning,
)
from bot.views.corrections import CorrectionLine
from bot.views.same_report import SameReport
from bot.views.ticket_file import Suggestion
from local_slack.manifest import Manifest
from tests.builders import NOON, make_article, make_clock, make_file, make_rating, make_request, make_ticket
from tests.views.shown import choices_of

MANIFEST = Manifest.read(Path(__file__).parents[2] / "manifest.yml")


def shown() -> Iterator[Any]:
    """Everything with something to press in it, in every state that changes what can be pressed."""
    file = make_file()
    for status in Status:
        there = make_file({"status": status}, corrected_by="U1")
        yield card.render(make_file({"status": status}, joined_to=make_ticket(id=1))).blocks
        yield card.render(there).blocks
        yield home.render(home.HomePage("Priya", [there], [there]))
        yield warning.render(there, make_clock()).blocks
    for outcome in (None, *OfferOutcome):
        yield offer.render(make_request(), [make_article()], outcome).blocks
    yield corrections.render([CorrectionLine("HD-12", 12, "vpn", "VPN", "Printer", "U1", NOON)]).blocks
    yield guide.render(make_request(), make_article(), guide.Progress()).blocks
    question = SameReport(make_request(state=RequestState.OFFERED), file, timedelta(minutes=10))
    yield same_report.render(question).blocks
    yield card.render(make_file(suggestion=Suggestion("Stop the VPN from dropping"))).blocks
    lesson = learned.Learned("lesson-1", "vpn drops", "Stop the VPN", "vpn-drops", True, "today")
    yield learned.render(learned.Lessons([lesson], 1)).blocks
    yield survey.render(file, make_rating()).blocks
    yield survey.render(file, make_rating(score=5)).blocks
    yield from forms()


def forms() -> Iterator[Any]:
    file = make_file()
    yield help_form.modal()
    yield reply.modal(file)
    yield reply.send_modal(file, "words")
    yield solve.modal(file)
    yield transfer.modal(file, [("senior", "Senior support")])
    yield categorise.modal(file, [("printer", "Printer")])
    yield join.modal(file, [(7, "HD-7 vpn")])
    yield reassign.modal(file, [("U1", "Nina")])
    yield reclassify.modal(file, [("executive", "Executive")])
    yield survey.comment_modal(12, "What else?")


def values_of(thing: Any, key: str, *, inside: str = "") -> Iterator[str]:
    """Every value of that key in a piece of Block Kit, however deep; `inside` is the type of block to look into."""
    if isinstance(thing, dict):
        if key in thing and (not inside or thing.get("type") == inside):
            yield thing[key]
        for part in thing.values():
            yield from values_of(part, key, inside=inside)
    elif isinstance(thing, list):
        for part in thing:
            yield from values_of(part, key, inside=inside)


CHOSEN = {value.partition(":")[0] for view in shown() if isinstance(view, list) for value in choices_of(view).values()}
PRESSED = CHOSEN | {action_id for view in shown() for action_id in values_of(view, "action_id", inside="button")}
SENT = {callback for form in forms() for callback in values_of(form, "callback_id")}


def routed(kind: Kind) -> set[str]:
    return {name for each, name in ROUTES if each is kind}


def test_every_button_has_a_route() -> None:
    assert PRESSED - routed(Kind.ACTION) == set()


def test_every_route_of_a_button_is_on_a_button() -> None:
    assert routed(Kind.ACTION) - PRESSED == set()


def test_every_form_has_a_route() -> None:
    assert SENT - routed(Kind.SUBMISSION) == set()


def test_every_route_of_a_form_is_of_a_form() -> None:
    assert routed(Kind.SUBMISSION) - SENT == set()


def test_every_form_is_checked_before_it_is_taken_in() -> None:
    assert set(CHECKS) == routed(Kind.SUBMISSION)


def test_every_command_of_the_manifest_has_a_route_and_no_other_has() -> None:
    assert {command.command for command in MANIFEST.slash_commands} == {
        name.split()[0] for name in routed(Kind.COMMAND)
    }


def test_every_command_of_the_team_has_a_route_and_every_route_is_explained() -> None:
    explained = {" ".join(command.split()[:2]) for command, _ in usage.DESK}
    assert explained == routed(Kind.COMMAND) - {"/support", "/desk"}


def test_every_shortcut_of_the_manifest_has_a_route_and_no_other_has() -> None:
    assert {shortcut.callback_id for shortcut in MANIFEST.shortcuts} == routed(Kind.SHORTCUT)


def test_every_event_of_the_manifest_has_a_route_and_no_other_has() -> None:
    assert {event.split(".")[0] for event in MANIFEST.bot_events} == routed(Kind.EVENT)


@pytest.mark.parametrize("surface", ["message.im", "message.channels", "message.groups"])
def test_messages_are_heard_wherever_the_desk_is(surface: str) -> None:
    assert surface in MANIFEST.bot_events
