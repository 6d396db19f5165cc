"""Takes the pictures that the docs show, from a demo that has just been opened: python docs/pictures.py http://127.0.0.1:8700"""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

from local_slack.client import Slack
from local_slack.on_screen import SeenMessage

FOLDER = Path(__file__).parent / "pictures"
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ANSWER = "Your answer (goes to the requester)"


async def take(page: Page, url: str, person: str, at: SeenMessage | None, name: str, thread: bool = False) -> None:
    """The page as that person sees it, at the conversation of a message or at the desk's Home."""
    where = f"&channel={at.channel}" if at else "&tab=home"
    where += f"&thread={at.thread}" if at and thread else ""
    await page.goto(f"{url}/?as={person}{where}")
    await page.wait_for_timeout(1500)
    await page.screenshot(path=FOLDER / f"{name}.png")


async def story(slack: Slack, page: Page, url: str) -> None:
    ana, nina, dana = slack.person("ana"), slack.person("nina"), slack.person("dana")
    await ana.slash("/support", "my vpn drops every hour")
    offer = await ana.sees("I still need help")
    await take(page, url, "ana", offer, "offer")
    await ana.click("I still need help", in_=offer)
    card = await nina.sees("HD-1", in_="#help-network")
    await nina.click("Claim", in_=card)
    await nina.sees("Claimed", in_="#help-network")
    await take(page, url, "nina", card, "card")
    await nina.click("Reply", in_=card)
    await nina.submit({ANSWER: "Which router do you have at home?"})
    answer = await ana.sees("Which router", thread=offer)
    await ana.dm("A FritzBox 7590, three years old", thread=answer)
    await nina.sees("FritzBox", thread=card)
    await take(page, url, "nina", card, "thread", thread=True)
    tomas = slack.person("tomas")
    await tomas.dm("the trade archive rejects my login since this morning")
    await tomas.sees("HD-2")
    await slack.advance(minutes=46)
    warning = await dana.sees("HD-2")
    await take(page, url, "dana", warning, "warning")
    await nina.open_home()
    await take(page, url, "nina", None, "home")


async def main(url: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    async with Slack(url) as slack, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
        page = await browser.new_page(viewport={"width": 1280, "height": 820})
        await story(slack, page, url)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
