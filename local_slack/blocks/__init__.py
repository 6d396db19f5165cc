"""Block Kit as the workspace reads it: what is refused, and the ids that Slack adds to what it accepts."""

import copy
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from local_slack.blocks.block_shapes import HOME, HOME_VIEW, MESSAGE, MODAL, MODAL_VIEW
from local_slack.blocks.checks import items, problem, typed
from local_slack.elements import of_block
from local_slack.state import Json, State

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 13_000  # undocumented; reported at about 13,200
VIEW_CHARACTERS = 250_000
_SURFACES = {
    "message": items(typed(MESSAGE), MESSAGE_BLOCKS, least=0),
    "modal": items(typed(MODAL), VIEW_BLOCKS, least=0),
    "home": items(typed(HOME), VIEW_BLOCKS, least=0),
}
_VIEWS = {"modal": MODAL_VIEW, "home": HOME_VIEW}


def check_blocks(blocks: Any, surface: str, at: str = "/blocks") -> list[str]:
    """What is wrong with blocks on a surface (message, modal or home), each problem with its JSON pointer."""
    problems = list(_SURFACES[surface](blocks, at))
    return problems or list(_repeated_ids(blocks, at))


def check_view(view: Any, kind: str) -> list[str]:
    """What is wrong with a view of this kind (modal or home), each problem with its JSON pointer."""
    if not isinstance(view, dict):
        return [problem("must provide an object", "/view")]
    if view.get("type") != kind:
        return [problem(f"must be a valid enum value ({kind})", "/view/type")]
    problems = list(_VIEWS[kind](view, "/view"))
    if problems:
        return problems
    if kind == "modal" and not view.get("submit") and any(block["type"] == "input" for block in view["blocks"]):
        return [problem("missing required field: submit", "/view")]
    return list(_repeated_ids(view["blocks"], "/view/blocks"))


def with_ids(state: State, blocks: list[Json]) -> list[Json]:
    """A copy in which every block has a block_id and every interactive element an action_id."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = state.new_id("b")
        for element in of_block(block):
            if not element.get("action_id"):
                element["action_id"] = state.new_id("a")
    return blocks


def compact(value: Any) -> str:
    """The JSON whose length Slack's size limits count."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _repeated_ids(blocks: list[Json], at: str) -> Iterator[str]:
    for block_id, times in Counter(block.get("block_id") for block in blocks).items():
        if block_id and times > 1:
            yield problem(f"block_id {block_id} is used more than once", at)
    for index, block in enumerate(blocks):
        for action_id, times in Counter(element.get("action_id") for element in of_block(block)).items():
            if action_id and times > 1:
                yield problem(f"action_id {action_id} is used more than once", f"{at}/{index}")
