"""Text for the cells of a table that is opened in a spreadsheet."""

from bot.views.mrkdwn import tidy

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(text: str) -> str:
    """The tidied text, which no spreadsheet takes for a formula: an apostrophe before it says that it is text."""
    shown = tidy(text)
    return f"'{shown}" if shown.startswith(_BEGINS_A_FORMULA) else shown
