"""Noah is new and is taken by the hand: one step, then the next, and nobody asks him twice for what he has done."""

from tests.journeys.office import Office

FIRST_DAY = "it's my first day, what do i do"


async def test_noah_is_shown_one_step_at_a_time(office: Office) -> None:
    await office.noah.dm(FIRST_DAY)
    first = await office.noah.sees("Step 1 of 6")
    assert first.buttons == ["Done", "Did not work", "This solved it"]
    await office.noah.click("Done", in_=first)
    second = await office.noah.sees("Step 2 of 6")
    assert second.ts == first.ts
    assert "1. Open the laptop" in second.text


async def test_after_the_last_step_noah_says_that_it_is_solved(office: Office) -> None:
    await office.noah.dm(FIRST_DAY)
    for number in range(1, 7):
        await office.noah.click("Done", in_=await office.noah.sees(f"Step {number} of 6"))
    await office.noah.click("This solved it", in_=await office.noah.sees("That was the last step. Is it solved?"))
    await office.noah.sees("Solved: you said that this helped")
    await office.settle()
    await office.noah.does_not_see("HD-1")


async def test_the_step_that_did_not_work_is_on_the_card(office: Office) -> None:
    await office.noah.dm(FIRST_DAY)
    await office.noah.click("Done", in_=await office.noah.sees("Step 1 of 6"))
    await office.noah.click("Did not work", in_=await office.noah.sees("Step 2 of 6"))
    await office.noah.sees("HD-1 is with the Onboarding team")
    await office.noah.sees("They know that step 2 did not work.")
    card = await office.kofi.sees("HD-1", in_="#help-onboarding")
    assert "step 1 done; this one did not work: 2. Sign in" in card.text


async def test_what_noah_has_done_outlives_a_restart(office: Office) -> None:
    await office.noah.dm(FIRST_DAY)
    await office.noah.click("Done", in_=await office.noah.sees("Step 1 of 6"))
    second = await office.noah.sees("Step 2 of 6")
    await office.reopen_desk()
    await office.noah.click("Done", in_=second)
    await office.noah.sees("Step 3 of 6")


async def test_a_day_after_the_last_step_the_guide_is_over_and_still_leads_to_a_ticket(office: Office) -> None:
    await office.noah.dm(FIRST_DAY)
    await office.noah.click("Done", in_=await office.noah.sees("Step 1 of 6"))
    await office.noah.sees("Step 2 of 6")
    await office.pass_time(hours=24)
    await office.noah.click("I still need help", in_=await office.noah.sees("I did not hear whether this helped"))
    await office.noah.sees("HD-1 is with the Onboarding team")
