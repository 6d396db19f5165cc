import json

import pytest

PLAIN = {"type": "plain_text", "text": "Details"}
MODAL = {"type": "modal", "title": PLAIN, "blocks": [{"type": "section", "text": PLAIN}]}
HOME = {"type": "home", "blocks": [{"type": "section", "text": PLAIN}]}


def form(block_id="details", **element):
    question = {"type": "plain_text_input", "action_id": "text", **element}
    block = {"type": "input", "block_id": block_id, "label": PLAIN, "element": question}
    return {**MODAL, "submit": PLAIN, "blocks": [block]}


async def open_modal(slack, view=MODAL, who="ana"):
    return (await slack.call("views.open", trigger_id=slack.trigger(who), view=view))["view"]


async def test_a_modal_opens_for_whoever_did_something(slack):
    view = await open_modal(slack)
    assert slack.state.modal_stacks[slack.person("ana").id] == [view["id"]]
    (told,) = slack.told("view_opened")
    assert told.user == slack.person("ana").id


async def test_a_view_may_come_as_json_text(slack):
    view = await open_modal(slack, json.dumps(MODAL))
    assert view["title"] == PLAIN


async def test_a_modal_shows_the_state_its_elements_start_with(slack):
    view = await open_modal(slack, form(initial_value="VPN"))
    assert view["state"]["values"]["details"]["text"] == {"type": "plain_text_input", "value": "VPN"}


async def test_a_view_needs_a_trigger(slack):
    assert (await slack.call("views.open", view=MODAL))["error"] == "invalid_trigger_id"


async def test_a_view_that_is_none_is_refused(slack):
    answer = await slack.call("views.open", trigger_id=slack.trigger("ana"), view="[]")
    assert answer["error"] == "invalid_arguments"


async def test_an_invalid_view_does_not_use_the_trigger_up(slack):
    trigger = slack.trigger("ana")
    refused = await slack.call("views.open", trigger_id=trigger, view={**MODAL, "title": None})
    assert refused["error"] == "invalid_arguments"
    assert (await slack.call("views.open", trigger_id=trigger, view=MODAL))["ok"]


async def test_a_trigger_is_good_for_one_view(slack):
    trigger = slack.trigger("ana")
    await slack.call("views.open", trigger_id=trigger, view=MODAL)
    assert (await slack.call("views.open", trigger_id=trigger, view=MODAL))["error"] == "exchanged_trigger_id"


async def test_a_modal_opened_again_takes_the_place_of_the_first(slack):
    await open_modal(slack)
    second = await open_modal(slack)
    assert slack.state.modal_stacks[slack.person("ana").id] == [second["id"]]


async def test_modals_stack_three_high(slack):
    view = await open_modal(slack)
    for _ in range(2):
        answer = await slack.call("views.push", trigger_id=slack.trigger("ana", view["id"]), view=MODAL)
        assert answer["view"]["previous_view_id"] == view["id"]
        assert answer["view"]["root_view_id"] == view["root_view_id"]
        view = answer["view"]
    answer = await slack.call("views.push", trigger_id=slack.trigger("ana", view["id"]), view=MODAL)
    assert answer["error"] == "push_limit_reached"


async def test_a_push_needs_a_modal_below_it(slack):
    answer = await slack.call("views.push", trigger_id=slack.trigger("ana"), view=MODAL)
    assert answer["error"] == "not_found"


async def test_an_update_keeps_what_was_typed(slack):
    view = await open_modal(slack, form())
    typed = {"type": "plain_text_input", "value": "VPN drops"}
    slack.state.views[view["id"]].values["details"]["text"] = typed
    answer = await slack.call("views.update", view_id=view["id"], view=form(multiline=True))
    assert answer["view"]["state"]["values"]["details"]["text"] == typed


async def test_an_update_with_another_block_id_forgets_what_was_typed(slack):
    view = await open_modal(slack, form())
    slack.state.views[view["id"]].values["details"]["text"]["value"] = "VPN drops"
    answer = await slack.call("views.update", view_id=view["id"], view=form("other"))
    assert answer["view"]["state"]["values"] == {"other": {"text": {"type": "plain_text_input", "value": None}}}


async def test_an_update_of_what_has_changed_meanwhile_is_a_conflict(slack):
    view = await open_modal(slack)
    await slack.call("views.update", view_id=view["id"], view=MODAL, hash=view["hash"])
    answer = await slack.call("views.update", view_id=view["id"], view=MODAL, hash=view["hash"])
    assert answer["error"] == "hash_conflict"


async def test_a_view_is_found_by_its_external_id(slack):
    view = await open_modal(slack, {**MODAL, "external_id": "ticket-12"})
    answer = await slack.call("views.update", external_id="ticket-12", view={**MODAL, "external_id": "ticket-12"})
    assert answer["view"]["id"] == view["id"]


async def test_an_external_id_is_used_once(slack):
    await open_modal(slack, {**MODAL, "external_id": "ticket-12"})
    answer = await slack.call("views.open", trigger_id=slack.trigger("ben"), view={**MODAL, "external_id": "ticket-12"})
    assert answer["error"] == "duplicate_external_id"


async def test_a_closed_view_is_not_found(slack):
    assert (await slack.call("views.update", view_id="V404", view=MODAL))["error"] == "not_found"


async def test_a_huge_view_is_too_large(slack):
    text = {"type": "mrkdwn", "text": "x" * 3000}
    answer = await slack.call(
        "views.open",
        trigger_id=slack.trigger("ana"),
        view={**MODAL, "blocks": [{"type": "section", "text": text}] * 90},
    )
    assert answer["error"] == "view_too_large"


async def test_a_home_is_published_for_one_person(slack):
    ana = slack.person("ana").id
    answer = await slack.call("views.publish", user_id=ana, view=HOME)
    assert slack.state.homes == {ana: answer["view"]["id"]}
    assert len(slack.told("home_published")) == 1


async def test_a_home_published_again_is_the_same_view(slack):
    ana = slack.person("ana").id
    first = await slack.call("views.publish", user_id=ana, view=HOME)
    second = await slack.call("views.publish", user_id=ana, view=HOME)
    assert first["view"]["id"] == second["view"]["id"]


async def test_an_outdated_home_is_a_conflict(slack):
    ana = slack.person("ana").id
    first = await slack.call("views.publish", user_id=ana, view=HOME)
    await slack.call("views.publish", user_id=ana, view=HOME)
    answer = await slack.call("views.publish", user_id=ana, view=HOME, hash=first["view"]["hash"])
    assert answer["error"] == "hash_conflict"


async def test_without_home_tab_nothing_is_published(slack):
    slack.state.manifest = slack.state.manifest.model_copy(update={"features": type(slack.state.manifest.features)()})
    answer = await slack.call("views.publish", user_id=slack.person("ana").id, view=HOME)
    assert answer["error"] == "not_enabled"


@pytest.mark.parametrize(
    "arguments",
    [
        {"blocks": [{"type": "divider"}]},
        {"message": {"blocks": [{"type": "divider"}]}},
        {"message": [{"type": "divider"}]},
        {"view": MODAL},
        {"view": HOME},
    ],
)
async def test_good_blocks_are_validated(slack, arguments):
    assert (await slack.call("blocks.validate", **arguments))["ok"]


@pytest.mark.parametrize("arguments", [{"blocks": [{"type": "divide"}]}, {"view": {"type": "modal"}}, {"view": []}])
async def test_bad_blocks_are_not_validated(slack, arguments):
    assert (await slack.call("blocks.validate", **arguments))["error"] == "invalid_blocks"


async def test_one_thing_is_validated_at_a_time(slack):
    assert (await slack.call("blocks.validate", blocks=[], view=MODAL))["error"] == "invalid_arguments"
