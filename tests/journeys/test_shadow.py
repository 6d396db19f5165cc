"""Before offers are switched on for a segment: its people notice nothing, and the agents say what would have fitted."""

from pathlib import Path

import pytest
from sqlmodel import select

from bot.tickets.ledger import Entry, EntryKind
from tests.journeys.office import ROOT, Office, Setting
from tests.journeys.steps import NOTE

KNOWN = "my vpn drops every hour"
FITTING = "The VPN drops or is slow"


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    """Standard staff are answered by people, and what an article would have done is looked at."""
    policy = (ROOT / "desk.yml").read_text(encoding="utf-8")
    before, standard, after = policy.partition("  - id: standard")
    config = tmp_path / "desk.yml"
    config.write_text(before + standard + after.replace("mode: offer_first", "mode: shadow", 1), encoding="utf-8")
    return Setting(config=config)


async def judged(office: Office) -> list[EntryKind]:
    await office.settle()
    return [
        entry.kind for entry in await office.frontdesk.store.read(lambda session: session.exec(select(Entry)).all())
    ]


async def test_ana_has_a_ticket_at_once_and_sees_no_article(office: Office) -> None:
    await office.ana.dm(KNOWN)
    await office.ana.sees("HD-1 is with the Network team")
    await office.settle()
    await office.ana.does_not_see(FITTING)


async def test_nina_says_that_the_article_would_have_been_right(office: Office) -> None:
    await office.ana.dm(KNOWN)
    card = await office.nina.sees(f"Kept back from the requester: “{FITTING}”", in_="#help-network")
    await office.nina.click("Would have solved it", in_=card)
    await office.nina.sees("it would have been right", in_="#help-network")
    assert await judged(office) == [EntryKind.FITTED]


async def test_a_solve_with_another_article_says_that_it_would_have_been_wrong(office: Office) -> None:
    await office.ana.dm(KNOWN)
    await office.nina.click("Solve", in_=await office.nina.sees("HD-1", in_="#help-network"))
    other = {"Did one of these articles solve it?": "Slow or dropping Wi-Fi in the office"}
    await office.nina.submit({NOTE: "It was the Wi-Fi.", **other})
    await office.ana.sees("HD-1 is solved")
    assert await judged(office) == [EntryKind.MISFITTED]
