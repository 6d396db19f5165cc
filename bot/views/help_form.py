"""The form in which somebody asks for help."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.routing.priority import Level
from bot.views import form
from bot.views.shown import Block

CALLBACK = "ask_for_help"

_TEXT, _IMPACT, _URGENCY = "text", "impact", "urgency"
_IMPACTS = [(Level.LOW, "Just me"), (Level.MEDIUM, "My team"), (Level.HIGH, "Many people")]
_URGENCIES = [(Level.LOW, "It can wait"), (Level.MEDIUM, "It slows me down"), (Level.HIGH, "I can't work")]


@dataclass(frozen=True)
class HelpForm:
    """`impact` and `urgency` are None when they were not said."""

    text: str
    impact: Level | None
    urgency: Level | None


def modal(text: str = "") -> Block:
    """`text` is what is known already."""
    blocks = [
        form.text_input(_TEXT, "What do you need?", initial=text, hint="What happened, where, and what you tried."),
        form.select(_IMPACT, "Who is affected?", _IMPACTS, optional=True),
        form.select(_URGENCY, "How much does it hold you up?", _URGENCIES, optional=True),
    ]
    return form.modal("Ask for help", blocks, CALLBACK, "Ask")


def read(view: Mapping[str, Any]) -> HelpForm:
    """Raises InvalidForm when nothing was asked."""
    text = form.typed_or_refused(view, _TEXT, "Say in a few words what you need.")
    return HelpForm(text, _level(view, _IMPACT), _level(view, _URGENCY))


def _level(view: Mapping[str, Any], name: str) -> Level | None:
    value = form.chosen(view, name)
    return Level(value) if value in set(Level) else None
