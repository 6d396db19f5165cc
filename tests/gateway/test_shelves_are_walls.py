"""No article outside their shelf reaches a requester, by any surface they ask on or anything they are shown."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.confirm_solved import confirm_solved
from bot.desk.lapse import lapse
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.desk.still_need_help import still_need_help
from bot.gateway.render import Renderer
from bot.gateway.ticket_files import TicketFiles
from bot.kb.article import AGENTS, EVERYONE, EXTERNAL, Article
from bot.kb.library import Library
from bot.storage.deliveries import Delivery
from bot.tickets.request import Request, Surface
from tests.builders import DANA, PRIYA
from tests.counter import Counter
from tests.desks import VICTORIA
from tests.kb.articles import article_about

ERIN = "U0ERIN"  # of another company
SHELVES = (EVERYONE, EXTERNAL, AGENTS, "standard", "executive", "pilots")
MAY_READ = {PRIYA: {EVERYONE, "standard"}, VICTORIA: {EVERYONE, "executive"}, ERIN: {EXTERNAL}}
IN_PRIVATE = (Surface.DM, Surface.COMMAND, Surface.HOME)
BEFORE_OTHERS = (Surface.MENTION, Surface.SHORTCUT, Surface.REACTION)
QUESTION = "broken vpn"

Ending = Callable[[Counter, Request], Awaitable[None]]


def mark(shelf: str) -> str:
    """Stands in every part of the one article on that shelf, and nowhere else."""
    return f"zq{shelf}zq"


def article_on(shelf: str) -> Article:
    article = article_about("vpn", segments=(shelf,))
    marked = {"title": f"{mark(shelf)} {article.title}", "body": f"{mark(shelf)} {article.body}"}
    steps = tuple(f"{mark(shelf)} {step}" for step in article.steps)
    return article.model_copy(update={"slug": f"vpn-{shelf}", "steps": steps, **marked})


LIBRARY = Library([article_on(shelf) for shelf in SHELVES])


def seen_marks(shown: object) -> set[str]:
    return {shelf for shelf in SHELVES if mark(shelf) in str(shown)}


@pytest.fixture
def place(counter: Counter) -> Counter:
    counter.staff.external.add(ERIN)
    return Counter(replace(counter.desk, library=LIBRARY), counter.store, counter.watch, counter.staff)


async def shown_to(place: Counter, person: str, conversations: set[str]) -> list[Any]:
    """Every message in these conversations as it is sent now, and that person's home."""
    renderer = Renderer(place.desk, place.store, TicketFiles(place.desk, place.store))
    said: list[Delivery] = sorted(await place.all(Delivery), key=lambda delivery: delivery.id or 0)
    messages = [each for each in said if each.conversation in conversations and each.say in set(Say) - {Say.HOME}]
    return [(await renderer.message(each)).blocks for each in messages] + [await renderer.home(person)]


async def silence(place: Counter, request: Request) -> None:
    await place.due(lapse, request.id)


async def helped(place: Counter, request: Request) -> None:
    await confirm_solved(place.desk, place.be(request.requester_id), request.id)


async def not_helped(place: Counter, request: Request) -> None:
    await still_need_help(place.desk, place.be(request.requester_id), request.id)
    await solve(place.desk, place.be(DANA), Solution(1, "Done.", "solution"))


@pytest.mark.parametrize("surface", IN_PRIVATE)
@pytest.mark.parametrize("person", MAY_READ)
async def test_whoever_asks_in_private_is_offered_their_own_shelf_alone(
    place: Counter, person: str, surface: Surface
) -> None:
    await place.ask(QUESTION, person, surface=surface)

    assert seen_marks(await shown_to(place, person, {person})) == MAY_READ[person]


@pytest.mark.parametrize("surface", BEFORE_OTHERS)
@pytest.mark.parametrize("person", MAY_READ)
async def test_whoever_asks_before_others_is_shown_no_article_at_all(
    place: Counter, person: str, surface: Surface
) -> None:
    await place.ask(QUESTION, person, surface=surface, conversation="#general")

    assert seen_marks(await shown_to(place, person, {person, "#general"})) == set()


@pytest.mark.parametrize("ending", [silence, helped, not_helped])
@pytest.mark.parametrize("person", [PRIYA, ERIN])
async def test_however_it_goes_on_nothing_else_is_shown(place: Counter, person: str, ending: Ending) -> None:
    await ending(place, await place.ask(QUESTION, person))

    assert seen_marks(await shown_to(place, person, {person})) <= MAY_READ[person]


@pytest.mark.parametrize("person", MAY_READ)
async def test_an_article_that_moves_to_another_shelf_is_taken_back_from_old_messages(
    place: Counter, person: str
) -> None:
    await place.ask(QUESTION, person)
    moved = [article.model_copy(update={"segments": ("pilots",)}) for article in LIBRARY.articles]
    place = Counter(replace(place.desk, library=Library(moved)), place.store, place.watch, place.staff)

    assert seen_marks(await shown_to(place, person, {person})) == set()
