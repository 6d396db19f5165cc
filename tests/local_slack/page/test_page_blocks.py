"""Block Kit on the page: everything is drawn, and every choice reaches the app."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, expect

from local_slack.person import Person
from tests.local_slack.block_kit import actions, button, home, options, section, text_input, words
from tests.local_slack.conftest import EchoApp
from tests.local_slack.page import gallery
from tests.local_slack.page.conftest import Opened
from tests.local_slack.page.steps import last_action, pick, post, row

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]


async def test_every_block_is_drawn(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.text_blocks())
    drawn = page.locator(".blocks")
    for text in (
        "A header 🎉",
        "A section with code",
        "some context",
        "rich and bold",
        "strong item",
        "HD-1",
        "How to dock",
    ):
        await expect(drawn).to_contain_text(text)
    await expect(drawn.locator("table")).to_have_count(2)
    await expect(drawn.get_by_role("note")).to_have_text("The network is down.")
    await expect(drawn.locator(".unknown")).to_have_count(0)


async def test_a_picture_from_elsewhere_is_a_link_with_its_description(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.text_blocks())
    await expect(page.get_by_role("link", name="the floor plan")).to_have_attribute(
        "href", "https://pictures.example/plan.png"
    )
    assert await page.locator("img").count() == 0


async def test_a_block_that_the_page_does_not_know_says_so(page: Page, app: EchoApp) -> None:
    await post(app, {"type": "card", "title": gallery.mrkdwn("A card")})
    await expect(page.locator(".blocks")).to_have_text("card is not drawn on this page")


async def test_a_press_reaches_the_app(page: Page, app: EchoApp) -> None:
    await post(app, actions(button("Approve", "approve", "HD-7")))
    async with page.expect_response("**/local/action"):
        await page.get_by_role("button", name="Approve").click()
    assert (await last_action(app))["value"] == "HD-7"


async def test_a_press_that_is_not_answered_ends_in_a_sentence(page: Page, app: EchoApp) -> None:
    @app.on("approve")
    async def silent(**_: Any) -> None:
        """Never acknowledges."""

    await post(app, actions(button("Approve", "approve")))
    await page.get_by_role("button", name="Approve").click()
    await expect(page.get_by_role("alert")).to_contain_text("operation_timeout")


async def test_a_message_that_is_edited_is_drawn_anew_where_it_stands(page: Page, app: EchoApp) -> None:
    @app.on("approve")
    async def approve(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        await respond(replace_original=True, text="Approved", blocks=[section("*Approved*")])

    await post(app, section("Approve this?"), actions(button("Approve", "approve")))
    await page.get_by_role("button", name="Approve").click()
    await expect(page.get_by_role("article").last).to_contain_text("Approved")
    await expect(page.get_by_role("button", name="Approve")).to_have_count(0)


async def test_the_dangerous_button_asks_first(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.clickable_blocks())
    await page.get_by_role("button", name="Delete it").click()
    await page.get_by_role("button", name="Leave it").click()
    await page.get_by_role("button", name="Delete it").click()
    async with page.expect_response("**/local/action"):
        await page.get_by_role("dialog", name="Really?").get_by_role("button", name="Do it").click()
    assert [body["actions"][0]["action_id"] for body in app.payloads("block_actions")] == ["delete"]


@pytest.mark.parametrize(
    ("select", "option", "key", "expected"),
    [
        ("colour", "Green", "selected_option", "Green"),
        ("who", "Ben Krause", "selected_user", "ben"),
        ("where", "#random", "selected_channel", "random"),
        ("talk", "#general", "selected_conversation", "general"),
    ],
)
async def test_a_choice_reaches_the_app(
    page: Page, app: EchoApp, ana: Person, select: str, option: str, key: str, expected: str
) -> None:
    await post(app, *gallery.clickable_blocks())
    async with page.expect_response("**/local/action"):
        await pick(page, select, option)
    await expect(page.get_by_role("combobox", name=select, exact=True)).to_contain_text(option.removeprefix("#"))
    assert await named(app, (await last_action(app))[key]) == expected


async def named(app: EchoApp, chosen: Any) -> str:
    """The words of an option, or the name behind the id of a person or a channel."""
    if isinstance(chosen, dict):
        return str(chosen["text"]["text"])
    if chosen.startswith("U"):
        return str((await app.client.users_info(user=chosen))["user"]["name"])
    return str((await app.client.conversations_info(channel=chosen))["channel"]["name"])


async def test_several_are_chosen_and_one_is_taken_back(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.clickable_blocks())
    await pick(page, "tastes", "Sweet", "Sour")
    async with page.expect_response("**/local/action"):
        await page.get_by_role("option", name="Sweet").click()
    await expect(page.get_by_role("combobox", name="tastes", exact=True)).to_have_text("Sour")
    assert [one["value"] for one in (await last_action(app))["selected_options"]] == ["sour"]


async def test_the_app_suggests_options_for_what_is_typed(page: Page, app: EchoApp) -> None:
    @app.on("city")
    async def cities(ack: Any, body: dict[str, Any], **_: Any) -> None:
        await ack(
            options=[one for one in options("Berlin", "Boston", "Lisbon") if one["value"].startswith(body["value"])]
        )

    await post(app, *gallery.clickable_blocks())
    await page.get_by_role("combobox", name="city", exact=True).click()
    await page.get_by_role("combobox", name="city: filter").fill("bo")
    await expect(page.get_by_role("option")).to_have_text(["Boston"])


async def test_suggestions_for_what_was_typed_before_do_not_come_back(page: Page, app: EchoApp) -> None:
    typed_on = asyncio.Event()

    @app.on("city")
    async def cities(ack: Any, body: dict[str, Any], **_: Any) -> None:
        if body["value"]:
            await ack(options=options("Boston"))
            typed_on.set()
        else:
            await typed_on.wait()
            await ack(options=options("Berlin", "Boston", "Lisbon"))

    await post(app, *gallery.clickable_blocks())
    async with page.expect_response(lambda one: "suggest" in one.url and '"value":""' in (one.request.post_data or "")):
        await page.get_by_role("combobox", name="city", exact=True).click()
        await page.get_by_role("combobox", name="city: filter").fill("bo")
    await page.wait_for_timeout(100)
    await expect(page.get_by_role("option")).to_have_text(["Boston"])


async def test_an_overflow_menu_reaches_the_app(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.clickable_blocks())
    await page.locator(".blocks").get_by_role("button", name="More actions").click()
    async with page.expect_response("**/local/action"):
        await page.get_by_role("menuitem", name="Snooze").click()
    assert (await last_action(app))["selected_option"]["value"] == "snooze"


async def test_ticks_dates_and_notes_reach_the_app(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.clickable_blocks())
    for change in (
        page.get_by_role("checkbox", name="Phone").check(),
        page.get_by_role("radio", name="Office").check(),
        page.get_by_label("day", exact=True).fill("2026-12-01"),
        page.get_by_label("hour", exact=True).fill("14:30"),
    ):
        async with page.expect_response("**/local/action"):
            await change
    await page.get_by_role("textbox", name="Note").fill("bring a cable")
    async with page.expect_response("**/local/action"):
        await page.get_by_role("textbox", name="Note").press("Enter")
    heard = {action["action_id"]: action for body in app.payloads("block_actions") for action in body["actions"]}
    assert heard["checks"]["selected_options"][0]["value"] == "phone"
    assert heard["radio"]["selected_option"]["value"] == "office"
    assert (heard["day"]["selected_date"], heard["hour"]["selected_time"]) == ("2026-12-01", "14:30")
    assert heard["note"]["value"] == "bring a cable"


async def test_a_select_is_worked_by_the_keyboard_alone(page: Page, app: EchoApp) -> None:
    await post(app, *gallery.clickable_blocks())
    select = page.get_by_role("combobox", name="colour", exact=True)
    await select.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(select).to_have_text("Green")
    await expect(select).to_be_focused()


async def test_a_button_meant_for_others_is_not_shown(page: Page, app: EchoApp) -> None:
    hidden = {**button("Secret", "secret"), "visible_to_user_ids": ["U00000000"]}
    await post(app, actions(hidden, button("Open", "open")))
    await expect(page.locator(".blocks").get_by_role("button")).to_have_text(["Open"])


async def test_the_home_tab_shows_what_was_published_and_follows_it(open_page: Opened, app: EchoApp) -> None:
    @app.on("app_home_opened")
    async def publish(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(
            user_id=event["user"], view=home(section("*Your requests*"), actions(button("Ask", "ask")))
        )

    @app.on("ask")
    async def ask(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home(section("Asked.")))

    page = await open_page("ana", tab="home")
    shown = page.get_by_role("tabpanel", name="Home")
    await expect(shown).to_contain_text("Your requests")
    await shown.get_by_role("button", name="Ask").click()
    await expect(shown).to_have_text("Asked.")


async def test_text_that_looks_like_a_tag_stays_text_in_every_block(page: Page, app: EchoApp) -> None:
    tag = "<b>x</b>"
    await post(
        app,
        {"type": "header", "text": words(tag)},
        {"type": "markdown", "text": tag.replace("<", "&lt;")},
        gallery.rich_text(gallery.rich_section(gallery.rich_words(tag))),
        {"type": "table", "rows": [[gallery.cell(tag)]]},
        {"type": "input", "label": words(tag), "element": text_input(initial_value=tag)},
        text="tags",
    )
    await expect(row(page, tag).locator(".blocks")).to_contain_text(tag)
    assert await page.locator(".blocks b").count() == 0
    await expect(page.get_by_role("textbox", name=tag)).to_have_value(tag)
