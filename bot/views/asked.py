"""What somebody asked by command or form, above the first answer to it."""

from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line
from bot.views.shown import Shown

_WORDS = 1_500  # it stands above an answer, which needs the room


def render(text: str) -> Shown:
    return Shown(f"You asked: {line(text, 500)}", [section("You asked:"), *quoted(text, _WORDS)])
