"""What the pages for requesters, agents and leads print in bold stands on somebody's screen, word for word."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

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
    offer,
    reassign,
    reclassify,
    reply,
    same_report,
    solve,
    transfer,
    usage,
    warning,
)
from bot.views.corrections import CorrectionLine
from bot.views.home import HomePage
from bot.views.same_report import SameReport
from bot.views.ticket_file import Suggestion
from local_slack.manifest import Manifest
from tests.builders import NOON, make_article, make_clock, make_file, make_request
from tests.docs.pages import ROOT, Page

MANIFEST = Manifest.read(ROOT / "manifest.yml")
OF_SLACK = {"Home", "⋮"}  # the tab and the sign of a menu, which no view of ours names

every_page = pytest.mark.parametrize("page", [Page(f"docs/{name}.md") for name in ("asking", "agents", "leads")])


def screens() -> Iterator[Any]:
    file = make_file()
    yield from (card.render(make_file(ticket={"status": status})).blocks for status in Status)
    yield offer.render(make_request(), [make_article()]).blocks
    yield guide.render(make_request(), make_article(), guide.Progress()).blocks
    for state in (RequestState.OFFERED, RequestState.JOINED):
        asked = SameReport(make_request(state=state), file, timedelta(minutes=10))
        yield same_report.render(asked).blocks
    yield card.render(make_file(suggestion=Suggestion("Stop the VPN from dropping"))).blocks
    yield warning.render(file, make_clock()).blocks
    yield home.render(HomePage("Ana", [], [file]))
    yield from (help_form.modal(), reply.modal(file), solve.modal(file))
    yield card.render(make_file(joined_to=file.ticket, main_key="HD-12", corrected_by="U0NINA")).blocks
    yield from (categorise.modal(file, [("printer", "Printing")]), join.modal(file, [(7, "HD-7")]))
    yield corrections.render([CorrectionLine("HD-12", 12, "vpn", "VPN", "Printing", "U0NINA", NOON)]).blocks
    yield reclassify.modal(file, [("executive", "Executive")])
    yield from (transfer.modal(file, [("senior", "Senior support")]), reassign.modal(file, [("U0NINA", "Nina")]))


def labels(part: Any) -> Iterator[str]:
    """Buttons, titles, fields and choices."""
    if isinstance(part, dict):
        if part.get("type") == "plain_text":
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from labels(inner)


ON_SCREEN = {label for screen in screens() for label in labels(screen)}
NAMES = OF_SLACK | {MANIFEST.display_name} | {shortcut.name for shortcut in MANIFEST.shortcuts}


@every_page
def test_what_is_bold_can_be_seen_or_pressed(page: Page) -> None:
    words = [word for bold in page.bold for word in bold.split(" → ")]
    assert words
    assert [word for word in words if word not in NAMES and not any(one.startswith(word) for one in ON_SCREEN)] == []


@every_page
def test_what_is_typed_is_a_command(page: Page) -> None:
    typed = {code.split()[0] for code in page.code if code.startswith("/")}
    assert typed <= {each.command for each in MANIFEST.slash_commands}


@every_page
def test_what_is_typed_after_desk_is_explained_by_the_desk(page: Page) -> None:
    verbs = {" ".join(code.split()[:2]) for code in page.code if code.startswith("/desk ")}
    assert [verb for verb in verbs if verb not in usage.desk().text] == []
