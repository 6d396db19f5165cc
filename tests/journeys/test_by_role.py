"""Three tiers by role: the same people as by default, served by another policy."""

import pytest

from tests.journeys.office import ROOT, Office, Setting
from tests.journeys.steps import BADGE_READER, solve


@pytest.fixture
def setting() -> Setting:
    return Setting(config=ROOT / "presets" / "by-role.yml")


async def test_engineers_are_of_the_first_tier_and_hear_in_half_an_hour(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the staging cluster is not reachable")
    await office.dmitri.sees("You will hear from them by 10:30 AM today", thread=asked)
    await office.ivan.sees("HD-1 · P3 · Engineering and DevOps (tier 1)", in_="#help-senior")


async def test_sales_and_new_hires_are_frontline_staff_here(office: Office) -> None:
    await office.mei.dm(BADGE_READER)
    await office.mei.sees("HD-1 is with the Help desk. You will hear from them by 2:00 PM today.")
    card = await office.alex.sees("HD-1 · P3 · Frontline staff (tier 2)", in_="#help-desk")
    assert "because everybody else" in card.text


async def test_contractors_wait_longest_and_are_asked_about_their_access(office: Office) -> None:
    await office.carl.dm("need access to the design folder")
    await office.carl.click("I still need help", in_=await office.carl.sees("I still need help"))
    status = await office.carl.sees("You will hear from them by 10:00 AM tomorrow")
    card = await office.alex.sees("HD-1 · P3 · Contractor or vendor (tier 3)", in_="#help-desk")
    await solve(office.alex, card, "The folder is shared with you.")
    await office.pass_time(hours=24)
    await office.carl.sees("Did you get the access you needed for your assignment?", thread=status)
