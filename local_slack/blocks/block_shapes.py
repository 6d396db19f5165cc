"""The blocks of Block Kit with their limits, and on which surface each may stand."""

from collections.abc import Mapping

from local_slack.blocks.checks import (
    Check,
    any_key,
    anything,
    every,
    flag,
    integer,
    items,
    one_of,
    shape,
    string,
    typed,
)
from local_slack.blocks.checks import url as link
from local_slack.blocks.element_shapes import (
    BUTTON,
    CONTEXT_ACTIONS,
    ELEMENTS,
    IMAGE,
    INPUT_ELEMENTS,
    plain,
    text,
    texts,
)
from local_slack.blocks.rich_text_shapes import RICH_TEXT_ELEMENTS


def _block(required: Mapping[str, Check] | None = None, /, **optional: Check) -> Check:
    return shape(required, block_id=string(255), **optional)


_CONTENT: dict[str, Check] = {
    "section": every(
        _block(
            text=text(3000),
            fields=items(text(2000), 10),
            accessory=typed({**ELEMENTS, "image": IMAGE}),
            expand=flag,
        ),
        any_key("text", "fields"),
    ),
    "divider": _block(),
    "header": _block({"text": plain(150)}, level=integer(1, 4)),
    "image": IMAGE,
    "actions": _block({"elements": items(typed(ELEMENTS), 25)}),
    "context": _block({"elements": items(typed({**texts(2000), "image": IMAGE}), 10)}),
    "rich_text": _block({"elements": items(typed(RICH_TEXT_ELEMENTS), 1000)}),
    "video": _block(
        {"alt_text": string(2000), "title": plain(200), "thumbnail_url": link, "video_url": link},
        author_name=string(50),
        description=plain(200),
        provider_icon_url=link,
        provider_name=string(50),
        title_url=link,
    ),
    "alert": _block({"text": text(3000)}, level=one_of("default", "info", "warning", "error", "success")),
}


def _input(inputs: Mapping[str, Check]) -> Check:
    return _block(
        {"label": plain(2000), "element": typed(inputs)}, hint=plain(2000), optional=flag, dispatch_action=flag
    )


_CELL = typed(
    {
        "raw_text": shape({"text": string(3000)}),
        "raw_number": shape({"value": anything}, text=string(3000)),
        "rich_text": _CONTENT["rich_text"],
    }
)
_CARD = every(
    _block(
        title=text(150),
        subtitle=text(150),
        body=text(200),
        icon=typed({"image": IMAGE}),
        hero_image=typed({"image": IMAGE}),
        actions=items(typed({"button": BUTTON}), 5),
    ),
    any_key("title", "body", "hero_image", "actions"),
)
_TASK = _block(
    {"task_id": string(255), "title": string(255), "status": one_of("pending", "in_progress", "complete", "error")},
    details=typed({"rich_text": _CONTENT["rich_text"]}),
    output=typed({"rich_text": _CONTENT["rich_text"]}),
    sources=items(anything, 100),
)
_FILE_FREE_INPUTS = {kind: check for kind, check in INPUT_ELEMENTS.items() if kind != "file_input"}

HOME: dict[str, Check] = {**_CONTENT, "input": _input(_FILE_FREE_INPUTS)}
MODAL: dict[str, Check] = {**_CONTENT, "input": _input(INPUT_ELEMENTS)}
MESSAGE: dict[str, Check] = {
    **HOME,
    "markdown": _block({"text": string(12_000)}),
    "table": _block({"rows": items(items(_CELL, 20), 100)}, column_settings=items(anything, 20)),
    "context_actions": _block({"elements": items(typed(CONTEXT_ACTIONS), 5)}),
    "card": _CARD,
    "carousel": _block({"elements": items(typed({"card": _CARD}), 10)}),
    "container": _block(
        {"child_blocks": items(typed(HOME), 10)},
        title=plain(150),
        rich_text_title=typed({"rich_text": _CONTENT["rich_text"]}),
        subtitle=text(150),
        width=one_of("narrow", "standard", "wide", "full"),
        icon=typed({"image": IMAGE}),
        is_collapsible=flag,
        default_collapsed=flag,
        has_header_divider=flag,
    ),
    "task_card": _TASK,
    "plan": _block({"title": string(255)}, tasks=items(typed({"task_card": _TASK}), 50)),
}

MODAL_VIEW = shape(
    {"title": plain(24), "blocks": items(typed(MODAL), 100, least=0)},
    submit=plain(24),
    close=plain(24),
    private_metadata=string(3000, 0),
    callback_id=string(255, 0),
    external_id=string(255, 0),
    clear_on_close=flag,
    notify_on_close=flag,
    submit_disabled=flag,
)
HOME_VIEW = shape(
    {"blocks": items(typed(HOME), 100, least=0)},
    private_metadata=string(3000, 0),
    callback_id=string(255, 0),
    external_id=string(255, 0),
)
