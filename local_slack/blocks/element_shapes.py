"""The texts and elements of Block Kit with their limits."""

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
    url,
)


def plain(most: int) -> Check:
    return typed({"plain_text": shape({"text": string(most)}, emoji=flag)})


def texts(most: int) -> dict[str, Check]:
    """plain_text and mrkdwn."""
    return {
        "plain_text": shape({"text": string(most)}, emoji=flag),
        "mrkdwn": shape({"text": string(most)}, verbatim=flag),
    }


def text(most: int) -> Check:
    return typed(texts(most))


ACTION_ID = string(255)
CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, style=one_of("primary", "danger")
)
OPTION = shape({"text": text(75), "value": string(150)}, description=text(75), url=url)
PLAIN_OPTION = shape({"text": plain(75), "value": string(150)}, description=plain(75), url=url)
OPTION_GROUP = shape({"label": plain(75), "options": items(PLAIN_OPTION, 100)})
FILTER = shape(
    include=items(one_of("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels=flag,
    exclude_bot_users=flag,
)
IMAGE = every(
    shape(
        {"alt_text": string(2000)},
        image_url=url,
        slack_file=anything,
        title=plain(2000),
        block_id=string(255),
    ),
    any_key("image_url", "slack_file"),
)


def _element(required: dict[str, Check] | None = None, /, **optional: Check) -> Check:
    return shape(required, action_id=ACTION_ID, focus_on_load=flag, confirm=CONFIRM, **optional)


def _select(**optional: Check) -> Check:
    return _element(placeholder=plain(150), **optional)


_CHOICES = {"options": items(PLAIN_OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
_SEVERAL: dict[str, Check] = {"max_selected_items": integer(1, 1000)}
_QUERY: dict[str, Check] = {"min_query_length": integer(0, 75)}
_IDS = items(string(255), 100)
_CONVERSATION: dict[str, Check] = {"default_to_current_conversation": flag, "filter": FILTER}
_IN_MODAL: dict[str, Check] = {"response_url_enabled": flag}

BUTTON = _element(
    {"text": plain(75)},
    value=string(2000, 0),
    url=url,
    style=one_of("primary", "danger"),
    accessibility_label=string(75),
    visible_to_user_ids=items(string(255), 100),
)
FEEDBACK_BUTTON = shape({"text": plain(75), "value": string(2000)}, accessibility_label=string(75))

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "overflow": _element({"options": items(PLAIN_OPTION, 5)}),
    "checkboxes": _element({"options": items(OPTION, 10)}, initial_options=items(OPTION, 10)),
    "radio_buttons": _element({"options": items(OPTION, 10)}, initial_option=OPTION),
    "datepicker": _select(initial_date=string(10, 10)),
    "timepicker": _select(initial_time=string(5, 5), timezone=string(255)),
    "datetimepicker": _element(initial_date_time=integer(1_000_000_000, 9_999_999_999)),
    "static_select": every(_select(**_CHOICES, initial_option=PLAIN_OPTION), any_key("options", "option_groups")),
    "external_select": _select(**_QUERY, initial_option=PLAIN_OPTION),
    "users_select": _select(initial_user=string(255)),
    "conversations_select": _select(**_CONVERSATION, **_IN_MODAL, initial_conversation=string(255)),
    "channels_select": _select(**_IN_MODAL, initial_channel=string(255)),
    "multi_static_select": every(
        _select(**_CHOICES, **_SEVERAL, initial_options=items(PLAIN_OPTION, 100)), any_key("options", "option_groups")
    ),
    "multi_external_select": _select(**_QUERY, **_SEVERAL, initial_options=items(PLAIN_OPTION, 100)),
    "multi_users_select": _select(**_SEVERAL, initial_users=_IDS),
    "multi_conversations_select": _select(**_SEVERAL, **_CONVERSATION, initial_conversations=_IDS),
    "multi_channels_select": _select(**_SEVERAL, initial_channels=_IDS),
}
_DISPATCH = shape(trigger_actions_on=items(one_of("on_enter_pressed", "on_character_entered"), 2))
_TYPED: dict[str, Check] = {"placeholder": plain(150), "dispatch_action_config": _DISPATCH}

INPUT_ELEMENTS: dict[str, Check] = {
    **{kind: check for kind, check in ELEMENTS.items() if kind not in ("button", "overflow")},
    "plain_text_input": _element(
        **_TYPED,
        initial_value=string(3000, 0),
        multiline=flag,
        min_length=integer(0, 3000),
        max_length=integer(1, 3000),
    ),
    "email_text_input": _element(**_TYPED, initial_value=string(3000, 0)),
    "url_text_input": _element(**_TYPED, initial_value=string(3000, 0)),
    "number_input": _element(
        {"is_decimal_allowed": flag},
        **_TYPED,
        initial_value=string(50, 0),
        min_value=string(50),
        max_value=string(50),
    ),
    "rich_text_input": _element(**_TYPED, initial_value=anything),
    "file_input": _element(filetypes=items(string(20), 100), max_files=integer(1, 10)),
}
CONTEXT_ACTIONS: dict[str, Check] = {
    "feedback_buttons": _element({"positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON}),
    "icon_button": _element(
        {"text": plain(75), "icon": string(50)},
        value=string(2000),
        accessibility_label=string(75),
        visible_to_user_ids=items(string(255), 100),
    ),
}
