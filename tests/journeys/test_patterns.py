"""Ana is stopped by the VPN again and again: she is shown what would spare her the next time, and Dana hears of it."""

from tests.journeys.office import Office
from tests.journeys.steps import NEED

DAMAGE = {"Who is affected?": "Many people", "How much does it hold you up?": "I can't work"}


async def test_the_fifth_urgent_ticket_brings_an_article_to_ana_and_a_notice_to_dana(office: Office) -> None:
    for number in range(1, 6):
        await office.ana.slash("/support")
        await office.ana.modal("Ask for help")
        await office.ana.submit({NEED: f"my vpn drops every hour, gateway error {number}", **DAMAGE})
        await office.settle()
        offer = (await office.ana.messages())[-1]
        await office.ana.click("I still need help", in_=offer)
        await office.ana.sees(f"HD-{number} is with")
    await office.ana.sees("You have had 5 urgent requests in 30 days, most of them about VPN")
    await office.dana.sees("has 5 P1 tickets in 30 days: HD-1, HD-2, HD-3, HD-4, HD-5 (VPN")
