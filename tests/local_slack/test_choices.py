"""Every element that a person chooses from, in messages and forms."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import NotPossibleError, Person
from local_slack.server import LocalSlack
from tests.local_slack.block_kit import actions, button, field, modal, options, words
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import opens_on_look, post_blocks

CHOICES: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "static_select", "options": options("Red", "Blue")}, "Blue", {"selected_option": options("Blue")[0]}),
    (
        {"type": "static_select", "option_groups": [{"label": words("All"), "options": options("Red", "Blue")}]},
        "Red",
        {"selected_option": options("Red")[0]},
    ),
    (
        {"type": "multi_static_select", "options": options("Red", "Blue")},
        ["Red", "Blue"],
        {"selected_options": options("Red", "Blue")},
    ),
    ({"type": "radio_buttons", "options": options("Red", "Blue")}, "Red", {"selected_option": options("Red")[0]}),
    ({"type": "checkboxes", "options": options("Red", "Blue")}, ["Blue"], {"selected_options": options("Blue")}),
    ({"type": "overflow", "options": options("Red", "Blue")}, "Red", {"selected_option": options("Red")[0]}),
    ({"type": "datepicker"}, "2026-03-02", {"selected_date": "2026-03-02"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_772_442_000, {"selected_date_time": 1_772_442_000}),
]


@pytest.mark.parametrize(("element", "choice", "state"), CHOICES, ids=lambda value: str(value)[:24])
async def test_in_a_message(
    app: EchoApp, ana: Person, element: dict[str, Any], choice: Any, state: dict[str, Any]
) -> None:
    message = await post_blocks(app, ana, actions({**element, "action_id": "pick"}))
    await ana.choose("pick", choice, in_=message)
    (action,) = app.payloads("block_actions")[0]["actions"]
    assert {key: action[key] for key in state} == state
    assert action["type"] == element["type"]


@pytest.mark.parametrize(
    ("element", "choice", "state"), [c for c in CHOICES if c[0]["type"] != "overflow"], ids=lambda v: str(v)[:24]
)
async def test_in_a_form(
    app: EchoApp, ana: Person, element: dict[str, Any], choice: Any, state: dict[str, Any]
) -> None:
    opens_on_look(app, modal(field("Pick", {**element, "action_id": "pick"})))
    await ana.shortcut("Look")
    await ana.submit({"Pick": choice})
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["pick"]["pick"] == {"type": element["type"], **state}


async def test_people_and_channels_are_chosen_by_name(server: LocalSlack, app: EchoApp, ana: Person) -> None:
    people = {"type": "users_select", "action_id": "who"}
    places = {"type": "multi_channels_select", "action_id": "where"}
    talks = {"type": "conversations_select", "action_id": "talk"}
    opens_on_look(app, modal(field("Who", people), field("Where", places), field("Talk", talks)))
    await ana.shortcut("Look")
    await ana.submit({"Who": "@ben", "Where": ["#general", "#random"], "Talk": "#general"})
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    state = server.state
    assert state.users[values["who"]["who"]["selected_user"]].name == "ben"
    chosen = values["where"]["where"]["selected_channels"]
    assert [state.conversations[channel].name for channel in chosen] == ["general", "random"]
    assert state.conversations[values["talk"]["talk"]["selected_conversation"]].name == "general"


async def test_earlier_choices_are_in_the_state(app: EchoApp, ana: Person) -> None:
    colors = {"type": "static_select", "action_id": "color", "options": options("Red", "Blue")}
    message = await post_blocks(app, ana, actions(colors, button("Go", "go")))
    await ana.choose("color", "Blue", in_=message)
    await ana.click("Go", in_=message)
    values = app.payloads("block_actions")[-1]["state"]["values"]
    assert values["doors"]["color"]["selected_option"]["value"] == "blue"


async def test_options_come_from_the_app(app: EchoApp, ana: Person) -> None:
    @app.on("find")
    async def suggest(ack: Any, body: dict[str, Any], **_: Any) -> None:
        asked = body["type"] == "block_suggestion"
        await ack(**{"options": options("HD-12", "HD-13")} if asked else {})

    search = {"type": "external_select", "action_id": "find", "min_query_length": 1}
    message = await post_blocks(app, ana, actions(search))
    await ana.choose("find", "HD-12", in_=message)
    assert app.payloads("block_suggestion")[0]["value"] == "HD-12"
    assert app.payloads("block_actions")[0]["actions"][0]["selected_option"]["value"] == "hd-12"


async def test_several_options_of_the_app_in_a_form(app: EchoApp, ana: Person) -> None:
    @app.on("find")
    async def suggest(ack: Any, **_: Any) -> None:
        await ack(options=options("HD-12", "HD-13"))

    opens_on_look(app, modal(field("Which", {"type": "multi_external_select", "action_id": "find"})))
    await ana.shortcut("Look")
    await ana.submit({"Which": ["HD-12", "HD-13"]})
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["which"]["find"]["selected_options"] == options("HD-12", "HD-13")


async def test_a_choice_can_be_taken_back(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions({"type": "datepicker", "action_id": "day"}))
    await ana.choose("day", None, in_=message)
    assert app.payloads("block_actions")[0]["actions"][0]["selected_date"] is None


async def test_the_workspace_refuses_an_option_that_the_app_never_gave(slack: Slack, app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions({"type": "overflow", "action_id": "menu", "options": options("A")}))
    where = {"container": message.container, "block_id": "doors", "action_id": "menu"}
    with pytest.raises(NotPossibleError, match="'b' is not among"):
        await slack.post("action", **{"as": "ana"}, **where, selected_option={"value": "b"})


async def test_the_workspace_refuses_a_button_that_is_gone(slack: Slack, app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    where = {"container": message.container, "block_id": "doors", "action_id": "no"}
    with pytest.raises(NotPossibleError, match="no 'no' in 'doors' any more"):
        await slack.post("action", **{"as": "ana"}, **where)


async def test_a_field_can_tell_the_app_of_a_choice(app: EchoApp, ana: Person) -> None:
    colors = {"type": "static_select", "action_id": "color", "options": options("Red", "Blue")}
    opens_on_look(app, modal(field("Color", colors, dispatch_action=True)))
    await ana.shortcut("Look")
    await ana.choose("Color", "Red")
    (body,) = app.payloads("block_actions")
    assert body["view"]["state"]["values"]["color"]["color"]["selected_option"]["value"] == "red"


async def test_an_option_that_is_not_there(app: EchoApp, ana: Person) -> None:
    colors = {"type": "static_select", "action_id": "color", "options": options("Red", "Blue")}
    message = await post_blocks(app, ana, actions(colors))
    with pytest.raises(AssertionError, match="Red"):
        await ana.choose("color", "Green", in_=message)
