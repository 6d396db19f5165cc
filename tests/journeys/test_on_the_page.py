"""The main job by clicks in a real Chromium: a newcomer plays the employee, the agent and the lead."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.journeys.office import Office, Setting, open_office

pytestmark = pytest.mark.browser
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 10_000  # milliseconds: a busy machine draws late


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path, Setting()) as opened:
        yield opened


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine (on Debian: apt-get install chromium)")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE)
        yield page
        await browser.close()


async def be(page: Page, office: Office, person: str, place: str = "@frontdesk") -> None:
    """Acts as that person, and looks at that conversation."""
    await page.goto(f"{office.server.url}/?as={person}&channel={place}")
    await expect(page.get_by_role("button", name="Acting as")).to_be_visible()


async def write(page: Page, text: str) -> None:
    composer = page.locator("#composer").get_by_role("textbox")
    await composer.fill(text)
    await composer.press("Enter")


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).last


async def press(within: Page | Locator, button: str) -> None:
    await within.get_by_role("button", name=button, exact=True).last.click()


async def fill_in(page: Page, field: str, words: str, send: str) -> None:
    """Fills in the form that has opened, and sends it."""
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox", name=field).fill(words)
    await press(form, send)
    await expect(form).to_have_count(0)


async def open_thread(page: Page, of: str) -> None:
    await message(page, of).get_by_role("button", name=re.compile(r"^\d+ repl|^Reply")).first.click()


async def test_from_a_question_to_a_rating_by_clicks(office: Office, page: Page) -> None:
    await be(page, office, "ana")
    await write(page, "/support my vpn drops every hour")
    await expect(message(page, "This may solve it")).to_contain_text("The VPN drops or is slow")
    await press(message(page, "This may solve it"), "I still need help")
    await expect(message(page, "You will hear from them by")).to_contain_text("HD-1")

    await be(page, office, "nina", "help-network")
    await press(message(page, "HD-1"), "Claim")
    await expect(message(page, "HD-1")).to_contain_text("@Nina Kowalski")
    await press(message(page, "HD-1"), "Reply")
    await fill_in(page, "Your answer", "Which router do you have?", send="Send")

    await be(page, office, "ana")
    await open_thread(page, "This may solve it")
    await expect(message(page, "Which router do you have?")).to_be_visible()

    await be(page, office, "nina", "help-network")
    await press(message(page, "HD-1"), "Solve")
    await fill_in(page, "What solved it?", "I moved you to the TCP profile.", send="Solve")

    await be(page, office, "ana")
    await press(page, "Next morning")
    await press(page, "+1 h")
    await open_thread(page, "This may solve it")
    await press(page, "5 · Very good")
    await expect(message(page, "Thank you")).to_be_visible()


async def test_a_lead_is_warned_and_takes_the_ticket_by_clicks(office: Office, page: Page) -> None:
    await be(page, office, "tomas")
    await write(page, "the trade archive rejects my login")
    await expect(message(page, "HD-1")).to_be_visible()
    for minute in range(5, 55, 5):
        await press(page, "+5 min")
        await expect(page.get_by_text(f"10:{minute:02} AM").first).to_be_visible()
    await office.settle()
    await be(page, office, "dana")
    await press(message(page, "the first response is due"), "Take")
    await expect(message(page, "HD-1")).to_contain_text("took it")
