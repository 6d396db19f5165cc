"""One sentence."""

from bot.views.blocks import section
from bot.views.mrkdwn import sentence
from bot.views.shown import Shown


def render(words: str) -> Shown:
    """For sentences of the desk's own: people in them are mentioned."""
    shown = sentence(words)
    return Shown(shown, [section(shown)])
