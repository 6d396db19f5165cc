"""Nothing that comes in takes anything out of a person's hands: not the press, not the focus, not what they type."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Route, expect

from local_slack.person import Person
from tests.local_slack.block_kit import Block, actions, button, field, home, modal, section, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.page.conftest import Opened
from tests.local_slack.page.steps import menu_of, post, row, write
from tests.local_slack.steps import opens_on_look

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]


async def press_down(page: Page, on: Locator) -> None:
    """Once the page has caught up: what waits for the hand to be off keeps it from reading on."""
    await expect(page.locator("body")).not_to_have_attribute("aria-busy", "true")
    await on.hover()
    await page.mouse.down()


@asynccontextmanager
async def reading(page: Page, part: str) -> AsyncIterator[None]:
    """Until the page has read that part anew, because something came in, and has had the time to draw it."""
    async with page.expect_response(re.compile(f"/local/{part}")):
        yield
    await page.wait_for_timeout(150)


async def approval(page: Page, app: EchoApp) -> Locator:
    """The button of a message that asks for one."""
    await post(app, section("Approve this?"), actions(button("Approve", "approve", "HD-7")))
    return page.get_by_role("button", name="Approve")


async def react(ana: Person) -> None:
    """A reaction, for which the message is drawn anew."""
    await ana.react("eyes", (await ana.messages())[-1])


async def form_with(page: Page, app: EchoApp, *blocks: Block) -> Locator:
    opens_on_look(app, modal(*blocks, external_id="the-form"))
    await page.get_by_role("button", name="Shortcuts and files").click()
    await page.get_by_role("menuitem", name="Look").click()
    form = page.get_by_role("dialog", name="Form")
    await expect(form).to_be_visible()
    return form


async def update(app: EchoApp, *blocks: Block) -> None:
    """The open form gets these blocks."""
    await app.client.views_update(external_id="the-form", view=modal(*blocks, external_id="the-form"))


async def publish(app: EchoApp, *blocks: Block) -> None:
    """Ana's Home gets these blocks."""
    people = (await app.client.users_list())["members"]
    ana = next(person["id"] for person in people if person["name"] == "ana")
    await app.client.views_publish(user_id=ana, view=home(*blocks))


async def test_a_conversation_that_gets_news_while_it_is_pressed_opens(
    open_page: Opened, app: EchoApp, ben: Person
) -> None:
    page = await open_page("ana", "general")
    await press_down(page, page.get_by_role("link", name="random"))
    async with reading(page, "messages"):
        await ben.say("#random", "cake in the kitchen")
    await page.mouse.up()
    await expect(page.get_by_role("heading", level=1)).to_have_text("random")


async def test_nothing_is_drawn_until_the_hand_is_off(open_page: Opened, app: EchoApp, ben: Person) -> None:
    page = await open_page("ana", "general")
    await press_down(page, page.get_by_role("heading", level=1))
    async with reading(page, "messages"):
        await ben.say("#general", "news")
    assert await row(page, "news").count() == 0
    await page.mouse.up()
    await expect(row(page, "news")).to_be_visible()


async def test_a_button_of_a_message_that_changes_while_it_is_pressed_reaches_the_app(
    page: Page, app: EchoApp, ana: Person
) -> None:
    await press_down(page, await approval(page, app))
    async with reading(page, "messages"):
        await react(ana)
    async with page.expect_response("**/local/action"):
        await page.mouse.up()
    await expect(page.get_by_role("button", name="eyes, 1 person: you")).to_be_visible()


async def test_a_button_that_is_held_with_the_space_bar_reaches_the_app(page: Page, app: EchoApp, ana: Person) -> None:
    await (await approval(page, app)).focus()
    await expect(page.locator("body")).not_to_have_attribute("aria-busy", "true")
    await page.keyboard.down(" ")
    async with reading(page, "messages"):
        await react(ana)
    async with page.expect_response("**/local/action"):
        await page.keyboard.up(" ")


async def test_a_form_that_is_updated_while_its_button_is_pressed_is_sent(page: Page, app: EchoApp) -> None:
    form = await form_with(page, app, section("Sure?"))
    await press_down(page, form.get_by_role("button", name="Send"))
    async with reading(page, "views"):
        await update(app, section("Really sure?"))
    await page.mouse.up()
    await expect(form).to_have_count(0)


async def test_a_home_that_is_published_while_its_button_is_pressed_reaches_the_app(
    open_page: Opened, app: EchoApp
) -> None:
    await publish(app, section("Nothing yet"), actions(button("Ask", "ask")))
    page = await open_page("ana", tab="home")
    await press_down(page, page.get_by_role("button", name="Ask", exact=True))
    async with reading(page, "views"):
        await publish(app, section("One request"), actions(button("Ask", "ask", "again")))
    async with page.expect_response("**/local/action"):
        await page.mouse.up()


async def test_a_delivery_that_is_acknowledged_while_it_is_pressed_folds_out(page: Page, app: EchoApp) -> None:
    pressed = asyncio.Event()

    @app.on("/echo")
    async def slow(ack: Any, **_: Any) -> None:
        await pressed.wait()
        await ack()

    await page.get_by_role("button", name="Inspector", exact=True).click()
    await write(page, "/echo anybody there")
    delivery = page.locator("details").filter(has_text="/echo anybody there")
    await press_down(page, delivery.locator("summary"))
    async with reading(page, "envelopes"):
        pressed.set()
    await page.mouse.up()
    await expect(delivery.locator("pre")).to_contain_text('"command": "/echo"')


async def test_the_focus_stays_on_a_conversation_that_gets_news(open_page: Opened, app: EchoApp, ben: Person) -> None:
    page = await open_page("ana", "general")
    await page.get_by_role("link", name="random").focus()
    await ben.say("#random", "cake in the kitchen")
    await expect(page.get_by_role("link", name="random 1 unread")).to_be_focused()


async def test_the_focus_stays_on_the_button_of_a_message_that_changes(page: Page, app: EchoApp, ana: Person) -> None:
    await post(app, text="done?")
    await row(page, "done?").hover()
    more = row(page, "done?").get_by_role("button", name="More actions")
    await more.focus()
    await react(ana)
    await expect(page.get_by_role("button", name="eyes, 1 person: you")).to_be_visible()
    await expect(more).to_be_focused()


async def test_a_form_stays_as_it_is_around_the_field_that_is_written_in(page: Page, app: EchoApp) -> None:
    summary = field("Summary", text_input())
    form = await form_with(page, app, section("Before"), summary)
    box = form.get_by_role("textbox", name="Summary")
    await box.press_sequentially("It smokes")
    node = await box.element_handle()
    await update(app, section("After"), field("Details", text_input("details")), summary)
    await expect(form).to_contain_text("After")
    await box.press_sequentially(" a lot")
    await expect(box).to_have_value("It smokes a lot")
    assert await box.evaluate("(box, node) => box === node && box === document.activeElement", node)


async def test_what_a_kept_button_sends_has_the_fields_that_came_later(page: Page, app: EchoApp) -> None:
    ask = actions(button("Check", "check"))
    form = await form_with(page, app, ask)
    await update(app, ask, field("Details", text_input("details"), optional=True))
    await form.get_by_role("textbox", name="Details").fill("since noon")
    async with page.expect_response("**/local/action"):
        await form.get_by_role("button", name="Check").click()
    values = app.payloads("block_actions")[-1]["view"]["state"]["values"]
    assert values["details"]["details"]["value"] == "since noon"


async def test_what_is_written_to_the_conversation_stays_while_news_come(
    open_page: Opened, app: EchoApp, ben: Person
) -> None:
    page = await open_page("ana", "general")
    composer = page.get_by_role("textbox", name="Message #general")
    await composer.press_sequentially("I would ")
    await ben.say("#general", "anybody?")
    await expect(row(page, "anybody?")).to_be_visible()
    await page.keyboard.type("help")
    await expect(composer).to_have_value("I would help")


async def test_what_is_written_in_a_thread_stays_while_replies_come(
    open_page: Opened, app: EchoApp, ana: Person, ben: Person
) -> None:
    said = await ana.say("#general", "who has the key?")
    page = await open_page("ana", "general", thread=said.ts)
    reply = page.get_by_role("textbox", name="Reply in thread")
    await reply.press_sequentially("I found ")
    await ben.say("#general", "I have it", thread=said)
    await expect(page.get_by_role("log", name="Replies")).to_contain_text("I have it")
    await page.keyboard.type("it")
    await expect(reply).to_have_value("I found it")


async def test_a_message_that_is_being_edited_may_change_meanwhile(page: Page, app: EchoApp, ana: Person) -> None:
    await write(page, "teh printer")
    await menu_of(page, "teh printer")
    await page.get_by_role("menuitem", name="Edit message").click()
    editor = page.get_by_role("textbox", name="Edit message")
    await expect(editor).to_be_focused()
    await page.keyboard.press("End")
    await page.keyboard.type(" smokes")
    await react(ana)
    await expect(page.get_by_role("button", name="eyes, 1 person: you")).to_be_visible()
    await page.keyboard.type(" again")
    await expect(editor).to_have_value("teh printer smokes again")


async def test_a_choice_is_shown_in_a_message_that_changed_while_the_list_was_open(
    page: Page, app: EchoApp, ana: Person
) -> None:
    select = {"type": "users_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "who"}}
    await post(app, actions(select))
    await page.get_by_role("combobox", name="who", exact=True).click()
    await react(ana)
    await expect(page.get_by_role("button", name="eyes, 1 person: you")).to_be_visible()
    await page.get_by_role("option", name="Ben Krause").click()
    await expect(page.get_by_role("combobox", name="who", exact=True)).to_contain_text("Ben Krause")
    await expect(page.get_by_role("combobox", name="who", exact=True)).to_be_focused()


async def test_what_is_loaded_late_leaves_the_focus_where_the_person_has_gone(
    open_page: Opened, app: EchoApp, ben: Person
) -> None:
    await ben.say("#general", "anybody?")
    page = await open_page("ana", "general")
    loaded = asyncio.Event()

    async def late(route: Route) -> None:
        await loaded.wait()
        await route.continue_()

    await page.route(re.compile("/local/messages"), late)
    await page.reload()
    await page.get_by_role("link", name="random").focus()
    loaded.set()
    await expect(row(page, "anybody?")).to_be_visible()
    await expect(page.get_by_role("link", name="random")).to_be_focused()
