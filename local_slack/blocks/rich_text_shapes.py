"""Rich text: what stands in a line, and the sections, lists, quotes and code that lines stand in."""

from local_slack.blocks.checks import Check, anything, flag, integer, items, one_of, shape, string, typed
from local_slack.blocks.checks import url as link

_STYLE = shape(bold=flag, italic=flag, strike=flag, code=flag, underline=flag, highlight=flag, client_highlight=flag)
_INLINE: dict[str, Check] = {
    "text": shape({"text": string(12_000)}, style=_STYLE),
    "link": shape({"url": link}, text=string(3000, 0), unsafe=flag, style=_STYLE),
    "emoji": shape({"name": string(100)}, unicode=string(100), style=_STYLE),
    "user": shape({"user_id": string(255)}, style=_STYLE),
    "usergroup": shape({"usergroup_id": string(255)}, style=_STYLE),
    "channel": shape({"channel_id": string(255)}, style=_STYLE),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, style=_STYLE),
    "date": shape({"timestamp": anything, "format": string(255)}, url=link, fallback=string(255), style=_STYLE),
    "color": shape({"value": string(255)}, style=_STYLE),
}
_LINE = items(typed(_INLINE), 1000, least=0)
_SECTION = shape({"elements": _LINE})

RICH_TEXT_ELEMENTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": shape(
        {"style": one_of("bullet", "ordered"), "elements": items(typed({"rich_text_section": _SECTION}), 1000)},
        indent=integer(0, 8),
        offset=integer(0, 10_000),
        border=integer(0, 1),
    ),
    "rich_text_quote": shape({"elements": _LINE}, border=integer(0, 1)),
    "rich_text_preformatted": shape({"elements": _LINE}, border=integer(0, 1), language=string(50)),
}
