"""A user group of ours makes nobody of another company an agent, and each use case checks who asks for itself."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlmodel import func, select

from bot.desk.ask_for_help import HelpRequest, ask_for_help
from bot.desk.claim import claim
from bot.desk.correct import categorise, take_back
from bot.desk.desk import Desk
from bot.desk.join import join, separate
from bot.desk.reassign import reassign
from bot.desk.reply import Reply, reply
from bot.desk.roles import Actor, Role, actor, recognise
from bot.desk.solve import Solution, solve
from bot.desk.transfer import Transfer, transfer
from bot.desk.wait import wait
from bot.desk.warn_leads import snooze
from bot.errors import Refusal
from bot.storage.store import Store
from bot.tickets.event import TicketEvent
from bot.tickets.request import Surface
from tests.builders import LENA, PRIYA
from tests.desks import NINA, VICTORIA, Watch, Workplace, acting, make_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    watch = Watch()
    store = Store(f"sqlite:///{tmp_path / 'desk.db'}", watch.now)
    yield make_desk(store, watch)
    store.close()


async def test_nobody_in_person_has_no_role(desk: Desk) -> None:
    assert (await recognise(desk, "")).roles == set()


async def test_a_lead_is_recognised_as_one(desk: Desk) -> None:
    assert (await recognise(desk, LENA)).roles == {Role.REQUESTER, Role.AGENT, Role.LEAD}


async def test_a_user_group_makes_nobody_of_another_company_an_agent(desk: Desk) -> None:
    desk = make_desk_of(desk, Workplace(external={NINA}))
    assert (await recognise(desk, NINA)).roles == {Role.REQUESTER}


def make_desk_of(desk: Desk, directory: Workplace) -> Desk:
    return Desk(desk.policy, desk.now, desk.transact, directory, desk.library, desk.classifier, desk.records)


STAFF_WORK: dict[str, Callable[[Desk, Actor], Awaitable[None]]] = {
    "claim": lambda desk, somebody: claim(desk, somebody, 1),
    "reply": lambda desk, somebody: reply(desk, somebody, Reply(1, "Try again.", "form-1")),
    "wait": lambda desk, somebody: wait(desk, somebody, 1),
    "solve": lambda desk, somebody: solve(desk, somebody, Solution(1, "Done.", "form-1")),
    "transfer": lambda desk, somebody: transfer(desk, somebody, Transfer(1, "network", "It is the VPN.")),
    "categorise": lambda desk, somebody: categorise(desk, somebody, 1, "vpn"),
    "take a correction back": lambda desk, somebody: take_back(desk, somebody, 1),
    "join": lambda desk, somebody: join(desk, somebody, 1, 1),
    "separate": lambda desk, somebody: separate(desk, somebody, 1),
    "reassign": lambda desk, somebody: reassign(desk, somebody, 1, NINA),
    "snooze": lambda desk, somebody: snooze(desk, somebody, 1, "clock"),
}


@pytest.mark.parametrize("work", STAFF_WORK.values(), ids=STAFF_WORK.keys())
async def test_a_use_case_refuses_whoever_got_past_the_front_door(
    desk: Desk, work: Callable[[Desk, Actor], Awaitable[None]]
) -> None:
    await victorias_ticket(desk)
    before = await history(desk)
    with pytest.raises(Refusal, match="Only"):
        await work(desk, acting(desk, PRIYA))
    assert await history(desk) == before


@pytest.mark.parametrize("work", STAFF_WORK.values(), ids=STAFF_WORK.keys())
async def test_nobody_works_on_their_own_request(desk: Desk, work: Callable[[Desk, Actor], Awaitable[None]]) -> None:
    await victorias_ticket(desk)
    lead = Actor(VICTORIA, actor(desk, LENA).roles)
    with pytest.raises(Refusal, match="your own request"):
        await work(desk, lead)


async def victorias_ticket(desk: Desk) -> None:
    """An executive's request, which becomes HD-1 at once."""
    ask = HelpRequest("receipt-1", VICTORIA, "the coffee is cold", Surface.DM, desk.now(), VICTORIA, source="dm-1")
    await ask_for_help(desk, ask)


async def history(desk: Desk) -> int:
    query = select(func.count()).select_from(TicketEvent)
    return await desk.transact(lambda tx: tx.session.exec(query).one())  # type: ignore[attr-defined]
