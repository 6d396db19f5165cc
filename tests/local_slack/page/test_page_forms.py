"""Modals on the page: fields and their errors, the stack of views, and leaving."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.local_slack.block_kit import actions, button, field, modal, section, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.page import gallery
from tests.local_slack.steps import opens_on_look

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]


async def opened(page: Page, title: str = "Form") -> Locator:
    """The form behind the global shortcut."""
    await page.get_by_role("button", name="Shortcuts and files").click()
    await page.get_by_role("menuitem", name="Look").click()
    form = page.get_by_role("dialog", name=title)
    await expect(form).to_be_visible()
    return form


async def test_what_was_filled_in_is_submitted(page: Page, app: EchoApp) -> None:
    opens_on_look(app, modal(*gallery.form_fields()))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("textbox", name="Story").fill("At first\nit only smelled")
    await form.get_by_role("combobox", name="Kind").click()
    await form.get_by_role("option", name="Hardware").click()
    await form.get_by_role("checkbox", name="Laptop").check()
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    values = app.payloads("view_submission")[-1]["view"]["state"]["values"]
    assert values["summary"]["summary"]["value"] == "It smokes"
    assert values["story"]["story"]["value"] == "At first\nit only smelled"
    assert values["kind"]["kind"]["selected_option"]["value"] == "hardware"
    assert [one["value"] for one in values["tools"]["tools"]["selected_options"]] == ["laptop"]


async def test_a_form_opens_with_the_cursor_in_its_first_field(page: Page, app: EchoApp) -> None:
    opens_on_look(app, modal(*gallery.form_fields()))
    form = await opened(page)
    await expect(form.get_by_role("textbox", name="Summary")).to_be_focused()


async def test_enter_in_a_line_submits(page: Page, app: EchoApp) -> None:
    opens_on_look(app, modal(field("Summary", text_input())))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("textbox", name="Summary").press("Enter")
    await expect(form).to_have_count(0)


@pytest.mark.parametrize(
    ("label", "typed", "sentence"),
    [
        ("Summary", "", "Please complete this required field."),
        ("Mail", "nobody", "Please enter a valid email address."),
        ("Seats", "two", "Please enter a valid number."),
        ("Site", "somewhere", "Please enter a valid URL."),
    ],
)
async def test_a_wrong_field_is_marked(page: Page, app: EchoApp, label: str, typed: str, sentence: str) -> None:
    opens_on_look(app, modal(*gallery.form_fields()))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("textbox", name=label).fill(typed)
    await form.get_by_role("button", name="Send").click()
    wrong = form.get_by_role("textbox", name=label)
    await expect(wrong).to_have_attribute("aria-invalid", "true")
    await expect(wrong).to_have_accessible_description(sentence)
    await expect(wrong).to_be_focused()


async def test_the_apps_own_errors_stand_at_their_fields(page: Page, app: EchoApp) -> None:
    @app.on("form")
    async def refuse(ack: Any, **_: Any) -> None:
        await ack(response_action="errors", errors={"summary": "Say what smokes."})

    opens_on_look(app, modal(field("Summary", text_input())))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_contain_text("Say what smokes.")
    await expect(form.get_by_role("textbox", name="Summary")).to_have_value("It smokes")


async def test_the_button_is_busy_until_the_app_has_answered(page: Page, app: EchoApp) -> None:
    answered = asyncio.Event()

    @app.on("form")
    async def slow(ack: Any, **_: Any) -> None:
        await answered.wait()
        await ack()

    opens_on_look(app, modal(section("Sure?")))
    form = await opened(page)
    await form.get_by_role("button", name="Send").click()
    busy = await form.get_by_role("button", name="Send").get_attribute("aria-busy")
    answered.set()
    await expect(form).to_have_count(0)
    assert busy == "true"


async def test_what_was_typed_survives_an_update_of_the_form(page: Page, app: EchoApp) -> None:
    summary = field("Summary", text_input())

    @app.on("more")
    async def more(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        grown = modal(summary, field("Details", text_input("details"), optional=True))
        await client.views_update(view_id=body["view"]["id"], view=grown)

    opens_on_look(app, modal(summary, actions(button("More", "more"))))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("button", name="More").click()
    await expect(form.get_by_role("textbox", name="Details")).to_be_visible()
    await expect(form.get_by_role("textbox", name="Summary")).to_have_value("It smokes")


async def test_a_form_opens_on_another_and_back_returns(page: Page, app: EchoApp) -> None:
    @app.on("deeper")
    async def deeper(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal(section("Down here"), title="Deeper"))

    opens_on_look(app, modal(field("Summary", text_input()), actions(button("Deeper", "deeper"))))
    form = await opened(page)
    await form.get_by_role("textbox", name="Summary").fill("It smokes")
    await form.get_by_role("button", name="Deeper").click()
    await expect(page.get_by_role("dialog", name="Deeper")).to_be_visible()
    await page.get_by_role("button", name="Back").click()
    await expect(page.get_by_role("dialog", name="Form").get_by_role("textbox")).to_have_value("It smokes")


@pytest.mark.parametrize("way", ["Escape", "Cancel", "Close"])
async def test_leaving_a_form_tells_the_app(page: Page, app: EchoApp, way: str) -> None:
    opens_on_look(app, modal(section("Sure?"), notify_on_close=True))
    form = await opened(page)
    if way == "Escape":
        await page.keyboard.press("Escape")
    else:
        await form.get_by_role("button", name=way).click()
    await expect(form).to_have_count(0)
    assert app.payloads("view_closed")[-1]["is_cleared"] is (way == "Close")


async def test_escape_closes_the_open_list_before_the_form(page: Page, app: EchoApp) -> None:
    opens_on_look(app, modal(*gallery.form_fields()))
    form = await opened(page)
    await form.get_by_role("combobox", name="Kind").click()
    await page.keyboard.press("Escape")
    await expect(form.get_by_role("option")).to_have_count(0)
    await expect(form).to_be_visible()
