"""What is done on the page again and again."""

from typing import Any

from playwright.async_api import Locator, Page

from local_slack.state import Json
from tests.local_slack.conftest import EchoApp


async def post(app: EchoApp, *blocks: Json, text: str = "Blocks", person: str = "ana") -> str:
    """A message of the app to the person; its ts."""
    users = (await app.client.users_list())["members"]
    user = next(user for user in users if user["name"] == person)
    answer = await app.client.chat_postMessage(channel=user["id"], text=text, blocks=list(blocks) or None)
    return str(answer["ts"])


async def write(page: Page, text: str) -> None:
    """Types into the conversation and presses Enter."""
    composer = page.locator("#composer").get_by_role("textbox")
    await composer.fill(text)
    await composer.press("Enter")


def row(page: Page, text: str) -> Locator:
    """The message that contains the text."""
    return page.get_by_role("article").filter(has_text=text).last


async def menu_of(page: Page, text: str) -> None:
    """Opens the menu of the message that contains the text."""
    await row(page, text).hover()
    await row(page, text).get_by_role("button", name="More actions").click()


async def pick(page: Page, select: str, *options: str) -> None:
    """Chooses in the select of that name."""
    await page.get_by_role("combobox", name=select, exact=True).click()
    for option in options:
        await page.get_by_role("option", name=option).click()


async def last_action(app: EchoApp) -> dict[str, Any]:
    """The latest choice that the app heard of."""
    action: dict[str, Any] = app.payloads("block_actions")[-1]["actions"][0]
    return action
