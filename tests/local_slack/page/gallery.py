"""A message with every block and element that the page draws."""

from typing import Any

from tests.local_slack.block_kit import button, field, options, section, text_input, words

Block = dict[str, Any]
ASKS_FIRST = {
    "title": words("Really?"),
    "text": words("It is gone for good."),
    "confirm": words("Do it"),
    "deny": words("Leave it"),
}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def choice(kind: str, action_id: str, **more: Any) -> Block:
    """A select, named after its action id."""
    return {"type": kind, "action_id": action_id, "placeholder": words(action_id), **more}


def rich_text(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*pieces: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(pieces)}


def rich_words(text: str, **style: bool) -> Block:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def text_blocks() -> list[Block]:
    items = [rich_section(rich_words("a rich item"))]
    return [
        {"type": "header", "text": words("A header :tada:")},
        section("*A section* with `code`"),
        {"type": "section", "fields": [mrkdwn("*Field*\none"), mrkdwn("*Field*\ntwo")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("some _context_"), words("and plain words")]},
        rich_text(
            rich_section(rich_words("rich and bold", bold=True), rich_words(" and struck", strike=True)),
            {"type": "rich_text_list", "style": "ordered", "elements": items},
            {"type": "rich_text_quote", "elements": [rich_words("a rich quote")]},
            {"type": "rich_text_preformatted", "elements": [rich_words("rich code")]},
        ),
        {"type": "markdown", "text": "## A heading\n\n- **strong** item\n\n| A | B |\n|---|---|\n| one | two |"},
        {"type": "image", "image_url": "https://pictures.example/plan.png", "alt_text": "the floor plan"},
        {
            "type": "table",
            "rows": [[cell("Ticket"), cell("Due")], [cell("HD-1"), cell("today")]],
            "column_settings": [{"align": "left"}, {"align": "right"}],
        },
        {
            "type": "video",
            "title": words("How to dock"),
            "alt_text": "a laptop on a desk",
            "thumbnail_url": "https://pictures.example/dock.png",
            "video_url": "https://films.example/dock",
        },
        {"type": "alert", "text": mrkdwn("The network is *down*."), "level": "warning"},
    ]


def cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def clickable_blocks() -> list[Block]:
    return [
        {"type": "actions", "block_id": "buttons", "elements": [
            {**button("Approve", "approve"), "style": "primary"},
            {**button("Delete it", "delete"), "style": "danger", "confirm": ASKS_FIRST},
            {"type": "overflow", "action_id": "more", "options": options("Snooze", "Mute")},
        ]},
        {"type": "actions", "block_id": "choices", "elements": [
            choice("static_select", "colour", options=options("Red", "Green")),
            choice("multi_static_select", "tastes", options=options("Sweet", "Salty", "Sour")),
            choice("users_select", "who"),
            choice("channels_select", "where"),
            choice("conversations_select", "talk"),
            choice("external_select", "city", min_query_length=0),
        ]},
        {"type": "actions", "block_id": "ticks", "elements": [
            {"type": "checkboxes", "action_id": "checks", "options": options("Laptop", "Phone")},
            {"type": "radio_buttons", "action_id": "radio", "options": options("Home", "Office")},
            {"type": "datepicker", "action_id": "day", "placeholder": words("day")},
            {"type": "timepicker", "action_id": "hour", "placeholder": words("hour")},
        ]},
        field("Note", text_input("note"), dispatch_action=True),
    ]  # fmt: skip


def form_fields() -> list[Block]:
    return [
        section("Tell us *what happened*."),
        field("Summary", text_input("summary", placeholder=words("In one line"))),
        field("Story", text_input("story", multiline=True), optional=True, hint=words("As it went.")),
        field("Mail", {"type": "email_text_input", "action_id": "mail"}, optional=True),
        field("Seats", {"type": "number_input", "action_id": "seats", "is_decimal_allowed": False}, optional=True),
        field("Site", {"type": "url_text_input", "action_id": "site"}, optional=True),
        field("Kind", choice("static_select", "kind", options=options("Hardware", "Software")), optional=True),
        field(
            "Tools", {"type": "checkboxes", "action_id": "tools", "options": options("Laptop", "Phone")}, optional=True
        ),
    ]
