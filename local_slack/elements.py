"""The interactive elements of Block Kit: where they stand in blocks and what state each of them has."""

from collections.abc import Iterator

from local_slack.state import Json

# element type -> (the key of its state, the key of its initial value); None: a click without state
STATE_KEYS: dict[str, tuple[str, str] | None] = {
    "button": None,
    "overflow": None,
    "workflow_button": None,
    "feedback_buttons": None,
    "icon_button": None,
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}


def of_block(block: Json) -> Iterator[Json]:
    """The block's interactive elements, in reading order."""
    candidates = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
    for element in candidates:
        if isinstance(element, dict) and element.get("type") in STATE_KEYS:
            yield element


def initial_state(element: Json) -> Json | None:
    """What `state.values` holds for the element before anybody touched it; None for a button."""
    keys = STATE_KEYS[element["type"]]
    if keys is None:
        return None
    state_key, initial_key = keys
    empty: list[str] | None = [] if state_key.endswith("s") else None
    return {"type": element["type"], state_key: element.get(initial_key, empty)}


def initial_values(blocks: list[Json]) -> Json:
    """block_id -> action_id -> state, for all elements that have one. The blocks have their ids."""
    values: Json = {}
    for block in blocks:
        for element in of_block(block):
            element_state = initial_state(element)
            if element_state is not None:
                values.setdefault(block["block_id"], {})[element["action_id"]] = element_state
    return values
