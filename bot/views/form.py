"""Forms: modals with inputs, and what was typed into them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.views.blocks import plain
from bot.views.keepable import keepable
from bot.views.shown import Block

MOST_TYPED = 3_000  # characters that Slack takes in one input
MOST_OPTIONS = 100
_INPUT = "input"  # every input block holds one element


class InvalidForm(Exception):
    """A form that cannot be used yet. `errors` has a sentence for each input, by its block_id."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


def modal(title: str, blocks: Sequence[Block], callback: str = "", submit: str = "", about: str = "") -> Block:
    """`about` comes back with the answer. Without `submit` there is nothing to send."""
    view: Block = {
        "type": "modal",
        "title": plain(title, 24),
        "close": plain("Cancel" if submit else "Close", 24),
        "blocks": list(blocks),
        "private_metadata": about,
    }
    if submit:
        view |= {"callback_id": callback, "submit": plain(submit, 24)}
    return view


def text_input(name: str, label: str, *, initial: str = "", optional: bool = False, hint: str = "") -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": _INPUT,
        "multiline": True,
        "max_length": MOST_TYPED,
    }
    if initial:
        element["initial_value"] = initial if len(initial) <= MOST_TYPED else f"{initial[: MOST_TYPED - 1]}…"
    return _input(name, label, element, optional=optional, hint=hint)


def select(name: str, label: str, options: Sequence[tuple[str, str]], *, optional: bool = False) -> Block:
    """`options` are pairs of value and words, at least one."""
    shown = [option(value, words) for value, words in options[:MOST_OPTIONS]]
    return _input(name, label, {"type": "static_select", "action_id": _INPUT, "options": shown}, optional=optional)


def checkbox(name: str, label: str, words: str) -> Block:
    """One box to tick; it may stay empty."""
    element = {"type": "checkboxes", "action_id": _INPUT, "options": [option("yes", words)]}
    return _input(name, label, element, optional=True)


def option(value: str, words: str) -> Block:
    return {"text": plain(words, 75), "value": value}


def _input(name: str, label: str, element: Block, *, optional: bool, hint: str = "") -> Block:
    block = {"type": "input", "block_id": name, "label": plain(label, 150), "element": element, "optional": optional}
    return block | ({"hint": plain(hint, 300)} if hint else {})


def typed(view: Mapping[str, Any], name: str) -> str:
    """The words in an input, "" when there are none."""
    return keepable(_answer(view, name).get("value") or "").strip()


def typed_or_refused(view: Mapping[str, Any], name: str, refusal: str) -> str:
    """The words in an input. Raises InvalidForm with `refusal` when there are none."""
    words = typed(view, name)
    if not words:
        raise InvalidForm({name: refusal})
    return words


def chosen(view: Mapping[str, Any], name: str) -> str | None:
    """The value that was selected, None when nothing was."""
    selected = _answer(view, name).get("selected_option")
    return selected["value"] if selected else None


def chosen_or_refused(view: Mapping[str, Any], name: str, refusal: str) -> str:
    """The value that was selected. Raises InvalidForm with `refusal` when nothing was."""
    value = chosen(view, name)
    if value is None:
        raise InvalidForm({name: refusal})
    return value


def ticked(view: Mapping[str, Any], name: str) -> bool:
    return bool(_answer(view, name).get("selected_options"))


def about(view: Mapping[str, Any]) -> str:
    return str(view.get("private_metadata") or "")


def _answer(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    values = (view.get("state") or {}).get("values") or {}
    return values.get(name, {}).get(_INPUT) or {}
