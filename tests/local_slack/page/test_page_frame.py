"""Around the messages: who one is, where one is, the workspace's time and what passes between it and the app."""

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, Request, Route, expect

from local_slack.client import Slack
from local_slack.person import Person
from local_slack.server import LocalSlack
from tests.local_slack.conftest import EchoApp
from tests.local_slack.page.conftest import Opened
from tests.local_slack.page.steps import post, row, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]


async def act_as(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Acting as").click()
    await page.get_by_role("combobox", name="Act as: filter").fill(name)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Acting as")).to_contain_text(name)


async def test_an_address_opens_a_person_and_a_channel(open_page: Opened, app: EchoApp) -> None:
    page = await open_page("ben", "general")
    await expect(page.get_by_role("button", name="Acting as Ben Krause")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(page).to_have_title("#general – Ben Krause – Northwind Instruments")


async def test_the_address_follows_so_that_back_goes_back(open_page: Opened, app: EchoApp) -> None:
    page = await open_page("ana", "general")
    await page.get_by_role("link", name="random").click()
    await expect(page).to_have_url(re.compile(r"\?as=ana&channel=random$"))
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")


async def test_the_bare_address_opens_somebodys_workspace(open_page: Opened, server: LocalSlack, app: EchoApp) -> None:
    page = await open_page("ana")
    await page.goto(server.url)
    await expect(page.get_by_role("button", name="Acting as")).to_be_visible()


async def test_one_becomes_somebody_else_and_writes_as_them(open_page: Opened, app: EchoApp) -> None:
    page = await open_page("ana", "general")
    await act_as(page, "Ben Krause")
    await write(page, "it is me")
    await expect(row(page, "it is me")).to_contain_text("Ben Krause")


async def test_the_person_of_another_company_is_marked_and_sees_only_what_is_shared(
    open_page: Opened, app: EchoApp
) -> None:
    page = await open_page("erin", "vendor-partner")
    await expect(page.get_by_role("link", name="vendor-partner")).to_contain_text("Shared")
    await expect(page.get_by_role("link", name="general")).to_have_count(0)
    await write(page, "hello from outside")
    await expect(row(page, "hello from outside")).to_contain_text("External")


async def test_what_is_unread_is_marked_until_it_is_read(open_page: Opened, app: EchoApp, ben: Person) -> None:
    page = await open_page("ana", "general")
    await ben.say("#random", "cake in the kitchen")
    unread = page.get_by_role("link", name="random 1 unread")
    await expect(unread).to_be_visible()
    await unread.click()
    await expect(page.get_by_role("separator", name="New")).to_be_visible()
    await page.get_by_role("link", name="general").click()
    await expect(page.get_by_role("link", name="random", exact=True)).to_be_visible()


async def test_one_joins_a_channel_to_write_in_it(open_page: Opened, app: EchoApp) -> None:
    page = await open_page("ana", "help-desk")
    await page.get_by_role("button", name="Join channel").click()
    await expect(page.get_by_role("textbox", name="Message #help-desk")).to_be_visible()


async def test_the_switcher_jumps_to_a_person(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Jump to: filter").fill("chloe")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Chloe Martin")
    await write(page, "are you in today?")
    await expect(row(page, "are you in today?")).to_be_visible()


async def test_escape_closes_the_thread(open_page: Opened, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("first")
    page = await open_page("ana", thread=said.ts)
    await expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("complementary", name="Thread")).to_be_hidden()


async def test_arrows_move_through_conversations_and_messages(open_page: Opened, app: EchoApp, ben: Person) -> None:
    await ben.say("#general", "one")
    await ben.say("#general", "two")
    page = await open_page("ana", "general")
    await page.get_by_role("link", name="general").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("link", name="random")).to_be_focused()
    await row(page, "two").focus()
    await page.keyboard.press("ArrowUp")
    await expect(row(page, "one")).to_be_focused()


async def test_time_moves_when_it_is_told_to(page: Page, slack: Slack, server: LocalSlack) -> None:
    before = server.clock.now()
    await page.get_by_role("button", name="+1 h").click()
    await expect(page.get_by_role("button", name="+1 h")).not_to_have_attribute("aria-busy", "true")
    assert 3600 <= (server.clock.now() - before).total_seconds() < 3660


async def test_time_moves_again_while_the_page_still_catches_up(page: Page, server: LocalSlack) -> None:
    caught_up = asyncio.Event()

    async def late(route: Route) -> None:
        await caught_up.wait()
        await route.continue_()

    await page.route(re.compile("/local/state"), late)
    before = server.clock.now()
    for _ in range(2):
        async with page.expect_response(re.compile("/local/clock")):
            await page.get_by_role("button", name="+5 min").click()
        await expect(page.get_by_role("button", name="+5 min")).not_to_have_attribute("aria-busy", "true")
    caught_up.set()
    assert 600 <= (server.clock.now() - before).total_seconds() < 660


async def test_the_next_morning_is_a_morning(page: Page) -> None:
    await page.get_by_role("button", name="Next morning").click()
    await expect(page.get_by_label("Workspace time")).to_contain_text(", 9:00 AM")


async def test_the_inspector_shows_each_delivery_with_its_acknowledgement(page: Page, app: EchoApp) -> None:
    await page.get_by_role("button", name="Inspector", exact=True).click()
    await write(page, "hello there")
    delivery = page.get_by_role("region", name="Inspector").locator("details").filter(has_text="message hello there")
    await expect(delivery).to_contain_text(" ms")
    await delivery.locator("summary").click()
    await expect(delivery.locator("pre")).to_contain_text('"type": "event_callback"')


async def test_the_inspector_shows_what_was_tried_again(page: Page, app: EchoApp) -> None:
    @app.on("/echo")
    async def silent(**_: Any) -> None:
        """Never acknowledges."""

    await page.get_by_role("button", name="Inspector", exact=True).click()
    await write(page, "/echo anybody there")
    late = page.locator("details").filter(has_text="/echo anybody there")
    await expect(late).to_contain_text("not yet")


async def test_the_inspector_shows_the_calls_of_the_app(page: Page, app: EchoApp) -> None:
    await page.get_by_role("button", name="Inspector", exact=True).click()
    await page.get_by_role("tab", name="Web API calls").click()
    await post(app, text="from the app")
    call = page.locator("details").filter(has_text="chat.postMessage")
    await expect(call).to_contain_text("from the app")
    await expect(call).to_contain_text("ok")


async def test_an_address_that_leads_nowhere_says_so(open_page: Opened, app: EchoApp) -> None:
    page = await open_page("ana", "no-such-channel")
    await expect(page.get_by_role("alert")).to_contain_text("Ana Duarte sees no conversation")


async def test_nothing_is_loaded_from_elsewhere(open_page: Opened, app: EchoApp, server: LocalSlack) -> None:
    page, asked = await open_page("ana"), list[str]()

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    await page.reload()
    await expect(page.get_by_role("button", name="Acting as")).to_be_visible()
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []


async def test_everything_that_can_be_pressed_has_a_name(page: Page, app: EchoApp) -> None:
    await post(app, text="a message")
    await row(page, "a message").hover()
    nameless = "nodes => nodes.filter(node => !node.ariaLabel && !node.textContent.trim()).length"
    assert await page.locator("button, a, [role=option]").evaluate_all(nameless) == 0
