"""What somebody asked by command or form, as the root of their thread."""

from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line
from bot.views.shown import Shown

_WORDS = 10_000


def render(text: str) -> Shown:
    return Shown(f"You asked: {line(text, 3_000)}", [section("You asked:"), *quoted(text, _WORDS)])
