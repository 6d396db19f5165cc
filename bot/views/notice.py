"""One sentence."""

from bot.views.blocks import section
from bot.views.mrkdwn import sentence
from bot.views.shown import Shown


def render(words: str) -> Shown:
    """For sentences of the desk's own: people in them are mentioned."""
    shown = sentence(words)
    return Shown(shown, [section(shown)])


def erased() -> Shown:
    """In the place of what was said to or about somebody who was erased."""
    return render("What stood here was erased.")
