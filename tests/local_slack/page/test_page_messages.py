"""Writing, reading and reacting on the page."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, expect

from local_slack.client import Slack
from local_slack.person import Person
from local_slack.server import LocalSlack
from tests.local_slack.conftest import EchoApp
from tests.local_slack.page.conftest import Opened
from tests.local_slack.page.steps import menu_of, post, row, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]
HOSTILE = "<img src=x onerror=alert(1)> <script>alert(1)</script> &lt;b&gt; javascript:alert(1)"
PIXELS = b"\x89PNG\r\n\x1a\n" + bytes(range(256))  # what no text encoding leaves alone


async def test_enter_sends_what_was_typed(page: Page, ana: Person) -> None:
    await write(page, "my laptop is slow")
    await expect(row(page, "my laptop is slow")).to_be_visible()
    assert (await ana.messages())[-1].text == "my laptop is slow"


async def test_shift_and_enter_begin_a_new_line(page: Page, ana: Person) -> None:
    composer = page.get_by_role("textbox", name="Message Echo")
    await composer.press_sequentially("one")
    await composer.press("Shift+Enter")
    await composer.press_sequentially("two")
    await composer.press("Enter")
    await expect(row(page, "two")).to_be_visible()
    assert (await ana.messages())[-1].text == "one\ntwo"


async def test_a_message_of_somebody_else_appears_without_a_reload(
    open_page: Opened, app: EchoApp, ben: Person
) -> None:
    page = await open_page("ana", "general")
    await ben.say("#general", "good morning")
    await expect(row(page, "good morning")).to_contain_text("Ben Krause")


async def test_what_is_hostile_stays_text(open_page: Opened, app: EchoApp, ben: Person) -> None:
    page = await open_page("ana", "general")
    await ben.say("#general", HOSTILE)
    said = row(page, "onerror")
    await expect(said).to_contain_text("<img src=x onerror=alert(1)> <script>alert(1)</script> &lt;b&gt;")
    assert await said.locator("img, script, a").count() == 0


async def test_a_link_with_a_strange_scheme_is_not_clickable(page: Page, app: EchoApp) -> None:
    await post(app, text="<javascript:alert(1)|press here>")
    await expect(row(page, "press here")).to_be_visible()
    assert await row(page, "press here").locator("a").count() == 0


DRAWN = [
    ("a *bold* word", "b", "bold"),
    ("an _italic_ word", "i", "italic"),
    ("a ~struck~ word", "s", "struck"),
    ("some `code` here", "code", "code"),
    ("```\nmuch\ncode\n```", "pre", "much\ncode"),
    ("> quoted\n> twice", "blockquote", "quoted\ntwice"),
    ("*bold with _italic_ in it*", "b i", "italic"),
    ("see <https://example.com/a?b=1&amp;c=2|the page>", "a[href='https://example.com/a?b=1&c=2']", "the page"),
    ("see https://example.com.", "a[href='https://example.com']", "https://example.com"),
    ("done :tada:", ".emoji", "🎉"),
    ("<!here> look", ".mention", "@here"),
    ("• one\n• two", ".item >> nth=1", "• two"),
    ("<!date^1767366000^{date_short} at {time}|later>", "time", "Jan 2, 2026 at 10:00 AM"),
    ("<!date^soon^{date}|later>", ".lines", "later"),
]


async def test_mrkdwn_is_drawn(page: Page, app: EchoApp) -> None:
    for text, _, _ in DRAWN:
        await post(app, text=text)
    for number, (_, selector, shown) in enumerate(DRAWN):
        drawn = page.locator(".blocks").nth(number).locator(selector)
        await expect(drawn).to_have_text(shown, use_inner_text=True)


async def test_what_only_looks_like_mrkdwn_is_left_alone(page: Page, app: EchoApp) -> None:
    for text in ("2 * 3 * 4", "snake_case_name", ":no_such_emoji:", "a<b"):
        await post(app, text=text.replace("<", "&lt;"))
        await expect(page.locator(".blocks").last).to_have_text(text)


async def test_a_command_is_offered_and_answered_to_one_person_only(page: Page, app: EchoApp) -> None:
    @app.on("/echo")
    async def echo(ack: Any, body: dict[str, Any], **_: Any) -> None:
        await ack(f"You said {body['text']}")

    composer = page.get_by_role("textbox", name="Message Echo")
    await composer.press_sequentially("/ec")
    await expect(page.get_by_role("option", name="/echo")).to_be_visible()
    await composer.press("Enter")
    await composer.press_sequentially("hello")
    await composer.press("Enter")
    await expect(row(page, "You said hello")).to_contain_text("Only visible to you")


async def test_a_command_that_does_not_exist_is_refused_and_kept(page: Page) -> None:
    await write(page, "/nothing at all")
    await expect(page.get_by_role("alert")).to_contain_text("/nothing is not a command here")
    await expect(page.get_by_role("textbox", name="Message Echo")).to_have_value("/nothing at all")


async def test_a_command_without_an_answer_ends_in_a_sentence(page: Page, app: EchoApp) -> None:
    @app.on("/echo")
    async def silent(**_: Any) -> None:
        """Never acknowledges."""

    await write(page, "/echo anybody there")
    await expect(page.get_by_role("alert")).to_contain_text("Echo did not answer in time")


async def test_a_name_is_completed_and_becomes_a_mention(open_page: Opened, app: EchoApp, slack: Slack) -> None:
    page = await open_page("ana", "general")
    composer = page.get_by_role("textbox", name="Message #general")
    await composer.press_sequentially("thanks @ben")
    await composer.press("Enter")
    await composer.press("Enter")
    await expect(row(page, "thanks").locator(".mention")).to_have_text("@Ben Krause")


async def test_a_thread_opens_beside_and_takes_replies(page: Page, app: EchoApp) -> None:
    await post(app, text="your ticket")
    await row(page, "your ticket").hover()
    await row(page, "your ticket").get_by_role("button", name="Reply in thread").click()
    reply = page.get_by_role("textbox", name="Reply in thread")
    await reply.fill("it is urgent")
    await reply.press("Enter")
    await expect(page.get_by_role("log", name="Replies")).to_contain_text("it is urgent")
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()


async def test_a_thread_can_be_linked_to(open_page: Opened, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("first")
    await ana.dm("an answer", thread=said)
    page = await open_page("ana", thread=said.ts)
    await expect(page.get_by_role("log", name="Replies")).to_contain_text("an answer")


async def test_a_reaction_is_added_and_taken_back(page: Page, app: EchoApp) -> None:
    await post(app, text="done?")
    await row(page, "done?").hover()
    await row(page, "done?").get_by_role("button", name="React with eyes").click()
    chip = page.get_by_role("button", name="eyes, 1 person: you")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await chip.click()
    await expect(chip).to_have_count(0)


async def test_any_emoji_can_be_found(page: Page, app: EchoApp) -> None:
    await post(app, text="file this")
    await row(page, "file this").hover()
    await row(page, "file this").get_by_role("button", name="Add reaction").click()
    await page.get_by_role("combobox", name="Emoji: filter").fill("ticket")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="ticket, 1 person: you")).to_be_visible()


async def test_one_edits_and_deletes_what_one_wrote(page: Page) -> None:
    await write(page, "teh printer")
    await menu_of(page, "teh printer")
    await page.get_by_role("menuitem", name="Edit message").click()
    await page.get_by_role("textbox", name="Edit message").fill("the printer")
    await page.keyboard.press("Enter")
    await expect(row(page, "the printer")).to_contain_text("(edited)")
    await menu_of(page, "the printer")
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_text("the printer")).to_have_count(0)


async def test_the_menu_of_a_message_has_the_apps_shortcut(page: Page, app: EchoApp) -> None:
    await post(app, text="look here")
    await menu_of(page, "look here")
    await page.get_by_role("menuitem", name="Look at this").click()
    await expect(page.locator(".popover")).to_have_count(0)
    await page.wait_for_function("document.querySelector('.toast') === null")
    assert app.payloads("message_action")[-1]["message"]["text"] == "look here"


async def test_days_are_divided(open_page: Opened, app: EchoApp, server: LocalSlack, slack: Slack, ben: Person) -> None:
    await ben.say("#general", "on the first day")
    await slack.advance(hours=24)
    await ben.say("#general", "on the second day")
    page = await open_page("ana", "general")
    await expect(page.get_by_role("separator", name="Yesterday")).to_be_visible()
    await expect(page.get_by_role("separator", name="Today")).to_be_visible()


async def test_a_picture_is_attached_as_it_is(page: Page, app: EchoApp, server: LocalSlack, tmp_path: Path) -> None:
    picture = tmp_path / "desk plan #2.png"
    picture.write_bytes(PIXELS)
    await page.get_by_role("button", name="Shortcuts and files").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="Upload a file").click()
    await (await chosen.value).set_files(picture)
    await expect(row(page, "desk plan #2.png")).to_contain_text(f"image/png · {len(PIXELS)} bytes")
    (file,) = server.state.files.values()
    assert await fetched(server, (await app.client.files_info(file=file["id"]))["file"]) == PIXELS


async def fetched(server: LocalSlack, file: dict[str, Any]) -> bytes:
    """The file's bytes, as the app gets them."""
    headers = {"Authorization": f"Bearer {server.bot_token}"}
    async with aiohttp.ClientSession() as session, session.get(file["url_private"], headers=headers) as response:
        return await response.read()
