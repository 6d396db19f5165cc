"""A hospital's policy: the ward before the office, at any hour, with somebody assigned and a ladder behind them."""

import pytest

from tests.journeys.office import ROOT, Office, Setting
from tests.journeys.steps import reply

STATION = "can't sign in at the nurses station"


@pytest.fixture
def setting() -> Setting:
    return Setting(config=ROOT / "presets" / "hospital.yml", company="hospital")


async def test_a_nurse_has_an_agent_at_once_and_an_answer_in_five_minutes(office: Office) -> None:
    await office.maria.dm(STATION)
    await office.maria.sees("Elif Aydin is working on RH-1. You will hear from them by 10:05 AM today.")
    card = await office.person("elif").sees("RH-1 · P1 · Clinical staff (tier 1)", in_="#desk-clinical")
    assert "high impact × high urgency" in card.text
    await office.settle()
    assert len(await office.maria.messages()) == 2  # no article beside a patient


async def test_the_same_words_land_elsewhere_when_a_billing_clerk_writes_them(office: Office) -> None:
    await office.walter.dm(STATION)
    await office.walter.sees("RH-1 is with the Identity team. You will hear from them by 2:00 PM today.")
    card = await office.jonas.sees("RH-1 · P3 · Administrative staff (tier 3)", in_="#desk-identity")
    assert "low impact × high urgency" in card.text


async def test_a_billing_clerks_printer_waits_behind_an_article_and_is_p4(office: Office) -> None:
    await office.walter.dm("printer is jammed again")
    offer = await office.walter.sees("This may solve it: The printer does not print, is jammed or offline")
    await office.walter.click("I still need help", in_=offer)
    await office.amy.sees("RH-1 · P4 · Administrative staff", in_="#desk-general")


async def test_nurses_are_helped_at_night_too(office: Office) -> None:
    await office.pass_time(hours=17)  # three in the morning
    await office.patrick.dm("the chart of my patient won't open")
    await office.patrick.sees("You will hear from them by 3:05 AM today")


async def test_the_next_ticket_goes_to_who_has_the_fewest(office: Office) -> None:
    await office.maria.dm(STATION)
    await office.maria.sees("Elif Aydin is working on RH-1")
    await office.yuki.dm("medication orders don't show up in the record")
    await office.yuki.sees("Frank Nolan is working on RH-2")


async def test_a_traveling_nurse_is_clinical_though_she_is_a_guest(office: Office) -> None:
    await office.rita.dm(STATION)
    card = await office.gita.sees("RH-1 · P1 · Clinical staff (tier 1)", in_="#desk-clinical")
    assert "also matches onboarding" not in card.text
    assert "also matches contractor" in card.text


async def test_an_unanswered_promise_climbs_its_ladder_each_step_once(office: Office) -> None:
    await office.maria.dm(STATION)
    card = await office.gita.sees("RH-1", in_="#desk-clinical")
    await office.pass_time(minutes=3)
    await office.nora.sees("RH-1: the first response is due by 10:05 AM today, in 2 minutes.")
    notice = await office.gita.sees("RH-1: the first response is due by 10:05 AM", in_="#desk-clinical", after=card)
    await office.pass_time(minutes=16)
    assert len(await office.gita.messages("#desk-clinical")) == 2
    first = await office.nora.sees("RH-1: the first response is overdue since 10:05 AM today.")
    await office.pass_time(minutes=2)
    await office.nora.sees("RH-1: the first response is overdue since 10:05 AM today.", after=first)
    await office.oscar.sees("RH-1: the first response is overdue since 10:05 AM today.")
    await reply(office.person("elif"), card, "I am on my way to you.")
    assert (await office.gita.sees("RH-1: @Elif Aydin answered.", in_="#desk-clinical")).ts == notice.ts


async def test_somebody_of_the_team_takes_an_escalation_from_the_channel(office: Office) -> None:
    await office.tessa.dm("two charts for the same patient")  # of the clinical pool's skill, and nobody's yet
    card = await office.gita.sees("RH-1", in_="#desk-clinical")
    assert "Clinical systems" in card.text
    await office.maria.dm(STATION)
    await office.maria.sees("RH-2")
    await office.pass_time(minutes=3)
    notice = await office.gita.sees("RH-2: the first response is due", in_="#desk-clinical")
    await office.gita.click("Take", in_=notice)
    await office.gita.sees("has RH-2 already. A lead can reassign it.", in_="#desk-clinical")
    await office.nora.click("Take", in_=await office.nora.sees("RH-2"))
    await office.gita.sees("RH-2: @Nora Fields took it.", in_="#desk-clinical")
