import pytest

from local_slack import blocks
from local_slack.clock import Clock
from local_slack.state import State


def plain(text="Hello"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="Hello"):
    return {"type": "mrkdwn", "text": text}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def button(text="Claim", **more):
    return {"type": "button", "text": plain(text), **more}


def options(count, text="Laptop"):
    return [{"text": plain(text), "value": str(number)} for number in range(count)]


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def question(element=None, **more):
    return {"type": "input", "label": plain(), "element": element or {"type": "plain_text_input"}, **more}


def modal(*content, **more):
    return {"type": "modal", "title": plain(), "blocks": list(content), **more}


IMAGE = {"type": "image", "image_url": "https://kb.example.com/1.png", "alt_text": "A printer"}
CONFIRM = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}
RICH_TEXT = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
        },
    ],
}


@pytest.mark.parametrize(
    "block",
    [
        section(),
        {"type": "section", "fields": [mrkdwn()] * 10},
        section(accessory=button(value="12", style="primary", url="https://kb.example.com")),
        section(accessory=IMAGE),
        section(accessory={"type": "overflow", "options": options(5)}),
        {"type": "divider", "block_id": "line"},
        {"type": "header", "text": plain("x" * 150)},
        IMAGE,
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x", "title": plain()},
        actions(*[button(action_id=str(number)) for number in range(25)]),
        actions(button(confirm=CONFIRM)),
        actions({"type": "static_select", "placeholder": plain("x" * 150), "options": options(100)}),
        actions({"type": "static_select", "option_groups": [{"label": plain(), "options": options(2)}]}),
        actions({"type": "users_select"}, {"type": "datepicker", "initial_date": "2026-03-02"}),
        actions({"type": "checkboxes", "options": [{"text": mrkdwn(), "value": "1", "description": mrkdwn()}]}),
        {"type": "context", "elements": [mrkdwn(), IMAGE]},
        RICH_TEXT,
        question({"type": "plain_text_input", "multiline": True, "max_length": 3000}),
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "HD-1"}, RICH_TEXT]]},
        {"type": "alert", "text": mrkdwn(), "level": "warning"},
        {"type": "card", "title": plain(), "actions": [button()]},
        {"type": "carousel", "elements": [{"type": "card", "body": mrkdwn()}]},
        {"type": "container", "child_blocks": [section()], "title": plain()},
        {
            "type": "plan",
            "title": "Steps",
            "tasks": [
                {"type": "task_card", "task_id": "1", "title": "Look", "status": "complete", "details": RICH_TEXT}
            ],
        },
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain(), "value": "+"},
                    "negative_button": {"text": plain(), "value": "-"},
                }
            ],
        },
    ],
    ids=lambda block: block["type"],
)
def test_what_slack_takes_in_a_message_is_taken(block):
    assert blocks.check_blocks([block], "message") == []


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"),
        ({"text": mrkdwn()}, "missing required field: type [json-pointer:/blocks/0]"),
        ("section", "must provide an object [json-pointer:/blocks/0]"),
        ({"type": "sections"}, "unsupported type: sections [json-pointer:/blocks/0/type]"),
        ({"type": "section", "text": mrkdwn("")}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        (
            {"type": "section", "text": mrkdwn("x" * 3001)},
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ),
        ({"type": "section", "text": mrkdwn(12)}, "must provide a string [json-pointer:/blocks/0/text/text]"),
        ({"type": "section", "text": "Hello"}, "must provide an object [json-pointer:/blocks/0/text]"),
        (
            {"type": "section", "text": {"type": "html", "text": "x"}},
            "unsupported type: html [json-pointer:/blocks/0/text/type]",
        ),
        (
            {"type": "section", "text": {**mrkdwn(), "emoji": True}},
            "invalid additional property: emoji [json-pointer:/blocks/0/text]",
        ),
        (
            {"type": "section", "text": {**mrkdwn(), "verbatim": "yes"}},
            "must provide a boolean [json-pointer:/blocks/0/text/verbatim]",
        ),
        (
            {"type": "section", "fields": [mrkdwn()] * 11},
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        (
            {"type": "section", "fields": [mrkdwn("x" * 2001)]},
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
        ),
        ({"type": "section", "fields": "many"}, "must provide an array [json-pointer:/blocks/0/fields]"),
        (section(color="red"), "invalid additional property: color [json-pointer:/blocks/0]"),
        (section(block_id="x" * 256), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
        ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        ({"type": "header", "text": plain(), "level": 9}, "must be between 1 and 4 [json-pointer:/blocks/0/level]"),
        ({"type": "header", "text": plain(), "level": True}, "must provide a number [json-pointer:/blocks/0/level]"),
        (
            {"type": "image", "alt_text": "x"},
            "missing required field: image_url or slack_file [json-pointer:/blocks/0]",
        ),
        ({**IMAGE, "image_url": "printer.png"}, "must be a valid url [json-pointer:/blocks/0/image_url]"),
        (actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
        (actions(*[button()] * 26), "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
        (actions(button("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        (
            actions(button(value="x" * 2001)),
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            actions(button(url="https://" + "x" * 3000)),
            "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
        ),
        (
            actions(button(style="loud")),
            "must be a valid enum value (primary, danger) [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            actions(button(action_id="x" * 256)),
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
        ),
        (
            actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})),
            "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
        ),
        (
            actions({"type": "plain_text_input"}),
            "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            actions({"type": "overflow", "options": options(6)}),
            "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions({"type": "static_select", "options": options(101)}),
            "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions({"type": "static_select", "options": options(1, "x" * 76)}),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
        ),
        (
            actions({"type": "static_select"}),
            "missing required field: options or option_groups [json-pointer:/blocks/0/elements/0]",
        ),
        (
            {"type": "context", "elements": [mrkdwn()] * 11},
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            question({"type": "button", "text": plain()}),
            "unsupported type: button [json-pointer:/blocks/0/element/type]",
        ),
        (question({"type": "file_input"}), "unsupported type: file_input [json-pointer:/blocks/0/element/type]"),
        (
            {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [], "border": 2}]},
            "must be between 0 and 1 [json-pointer:/blocks/0/elements/0/border]",
        ),
        (actions(button(confirm="Sure?")), "must provide an object [json-pointer:/blocks/0/elements/0/confirm]"),
        (question(label=plain("x" * 2001)), "must be less than 2001 characters [json-pointer:/blocks/0/label/text]"),
        (
            {"type": "markdown", "text": "x" * 12_001},
            "must be less than 12001 characters [json-pointer:/blocks/0/text]",
        ),
        (
            {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
            "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
        ),
    ],
)
def test_what_slack_refuses_is_refused_with_a_pointer(block, problem):
    assert blocks.check_blocks([block], "message") == [problem]


def test_a_message_has_fifty_blocks():
    assert blocks.check_blocks([section()] * 50, "message") == []
    assert blocks.check_blocks([section()] * 51, "message") == ["no more than 50 items allowed [json-pointer:/blocks]"]


def test_a_home_has_a_hundred_blocks():
    assert blocks.check_blocks([section()] * 100, "home") == []


def test_blocks_are_a_list():
    assert blocks.check_blocks("section", "message") == ["must provide an array [json-pointer:/blocks]"]


@pytest.mark.parametrize("surface", ["modal", "home"])
@pytest.mark.parametrize("kind", ["markdown", "table", "context_actions", "card"])
def test_some_blocks_stand_in_messages_only(surface, kind):
    assert blocks.check_blocks([{"type": kind}], surface) == [f"unsupported type: {kind} [json-pointer:/blocks/0/type]"]


def test_files_are_asked_for_in_modals_only():
    asks = question({"type": "file_input"})
    assert blocks.check_view(modal(asks, submit=plain()), "modal") == []
    assert blocks.check_view({"type": "home", "blocks": [asks]}, "home") != []


def test_a_block_id_is_unique():
    (problem,) = blocks.check_blocks([section(block_id="a"), section(block_id="a")], "message")
    assert problem == "block_id a is used more than once [json-pointer:/blocks]"


def test_an_action_id_is_unique_within_its_block():
    repeated = actions(button(action_id="claim"), button(action_id="claim"))
    (problem,) = blocks.check_blocks([repeated], "message")
    assert problem == "action_id claim is used more than once [json-pointer:/blocks/0]"
    apart = [actions(button(action_id="claim")), actions(button(action_id="claim"))]
    assert blocks.check_blocks(apart, "message") == []


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        ("view", "must provide an object [json-pointer:/view]"),
        ({"type": "home", "blocks": []}, "must be a valid enum value (modal) [json-pointer:/view/type]"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (modal(close=mrkdwn()), "unsupported type: mrkdwn [json-pointer:/view/close/type]"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (modal(question()), "missing required field: submit [json-pointer:/view]"),
        (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (
            modal(section(block_id="a"), section(block_id="a")),
            "block_id a is used more than once [json-pointer:/view/blocks]",
        ),
    ],
)
def test_a_modal_has_its_limits(view, problem):
    assert blocks.check_view(view, "modal") == [problem]


def test_an_empty_home_is_fine():
    assert blocks.check_view({"type": "home", "blocks": [], "callback_id": ""}, "home") == []


def test_missing_ids_are_added_and_given_ones_kept():
    state = State(Clock())
    given = [actions(button(), button(action_id="claim")), section(block_id="mine")]
    first, second = blocks.with_ids(state, given)
    assert first["block_id"]
    assert [bool(first["elements"][0]["action_id"]), first["elements"][1]["action_id"]] == [True, "claim"]
    assert second["block_id"] == "mine"
    assert "block_id" not in given[0]
