import pytest

from local_slack import elements

OPTION = {"text": {"type": "plain_text", "text": "Laptop"}, "value": "laptop"}


@pytest.mark.parametrize(
    ("element", "state"),
    [
        ({"type": "plain_text_input"}, {"value": None}),
        ({"type": "plain_text_input", "initial_value": "VPN"}, {"value": "VPN"}),
        ({"type": "static_select", "initial_option": OPTION}, {"selected_option": OPTION}),
        ({"type": "multi_static_select"}, {"selected_options": []}),
        ({"type": "checkboxes", "initial_options": [OPTION]}, {"selected_options": [OPTION]}),
        ({"type": "datepicker", "initial_date": "2026-03-02"}, {"selected_date": "2026-03-02"}),
        ({"type": "users_select", "initial_user": "U1"}, {"selected_user": "U1"}),
        ({"type": "multi_users_select"}, {"selected_users": []}),
        ({"type": "file_input"}, {"files": []}),
    ],
)
def test_an_element_starts_with_its_initial_value(element, state):
    assert elements.initial_state(element) == {"type": element["type"], **state}


def test_a_button_has_no_state():
    assert elements.initial_state({"type": "button"}) is None


def test_elements_stand_in_inputs_actions_and_accessories():
    blocks = [
        {"type": "input", "element": {"type": "plain_text_input"}},
        {"type": "actions", "elements": [{"type": "button"}, {"type": "overflow"}]},
        {"type": "section", "accessory": {"type": "static_select"}},
        {"type": "context", "elements": [{"type": "mrkdwn"}]},
    ]
    found = [element["type"] for block in blocks for element in elements.of_block(block)]
    assert found == ["plain_text_input", "button", "overflow", "static_select"]


def test_values_are_kept_by_block_and_action():
    blocks = [
        {"type": "input", "block_id": "what", "element": {"type": "plain_text_input", "action_id": "text"}},
        {"type": "actions", "block_id": "do", "elements": [{"type": "button", "action_id": "go"}]},
    ]
    assert elements.initial_values(blocks) == {"what": {"text": {"type": "plain_text_input", "value": None}}}
