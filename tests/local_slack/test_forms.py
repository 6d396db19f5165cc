"""Forms: opened, filled in, checked, refused, replaced, stacked and closed."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import Person, ShownError
from tests.local_slack.block_kit import actions, button, field, modal, section, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import opens_on_look


async def test_a_shortcut_opens_a_form_and_sending_closes_it(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input()), private_metadata="p"))
    await ana.shortcut("Look")
    assert (await ana.modal()).title == "Form"
    await ana.submit({"What": "a new mouse"})
    await ana.has_no_modal()
    view = app.payloads("view_submission")[0]["view"]
    assert view["state"]["values"]["what"]["typed"] == {"type": "plain_text_input", "value": "a new mouse"}
    assert (view["callback_id"], view["private_metadata"]) == ("form", "p")


async def test_a_required_field_holds_the_form_back(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    assert await ana.submit_in_vain() == {"What": "Please complete this required field."}
    assert app.payloads("view_submission") == []


@pytest.mark.parametrize(
    ("element", "typed"),
    [
        (text_input(min_length=5), "abc"),
        (text_input(max_length=5), "abcdefg"),
        ({"type": "email_text_input", "action_id": "typed"}, "nobody"),
        ({"type": "url_text_input", "action_id": "typed"}, "wiki"),
        ({"type": "number_input", "action_id": "typed", "is_decimal_allowed": False}, "1.5"),
        ({"type": "number_input", "action_id": "typed", "is_decimal_allowed": True, "max_value": "3"}, "4"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_the_client_checks(app: EchoApp, ana: Person, element: dict[str, Any], typed: str) -> None:
    opens_on_look(app, modal(field("What", element)))
    await ana.shortcut("Look")
    assert "Please" in (await ana.submit_in_vain({"What": typed}))["What"]


@pytest.mark.parametrize(
    ("element", "typed"),
    [
        ({"type": "email_text_input", "action_id": "typed"}, "ana@northwind.example"),
        ({"type": "url_text_input", "action_id": "typed"}, "https://wiki.example"),
        ({"type": "number_input", "action_id": "typed", "is_decimal_allowed": True}, "1.5"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_the_client_lets_pass(app: EchoApp, ana: Person, element: dict[str, Any], typed: str) -> None:
    opens_on_look(app, modal(field("What", element)))
    await ana.shortcut("Look")
    await ana.submit({"What": typed})
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["what"]["typed"]["value"] == typed


async def test_an_optional_field_may_stay_empty(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input(), optional=True)))
    await ana.shortcut("Look")
    await ana.submit()
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["what"]["typed"]["value"] is None


async def test_the_app_can_refuse_a_field(app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def refuse(ack: Any, **_: Any) -> None:
        await ack(response_action="errors", errors={"what": "Say more."})

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    assert await ana.submit_in_vain({"What": "help"}) == {"What": "Say more."}
    await ana.modal("What")


async def test_errors_for_a_block_that_is_not_there_are_a_problem(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def refuse(ack: Any, **_: Any) -> None:
        await ack(response_action="errors", errors={"nowhere": "Say more."})

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    await ana.submit_in_vain({"What": "help"})
    assert "nowhere" in str(await slack.problems())


async def test_the_app_can_show_something_else_in_its_place(app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def update(ack: Any, **_: Any) -> None:
        await ack(response_action="update", view=modal(section("Thank you."), title="Done"))

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    first = await ana.modal()
    await ana.submit({"What": "help"})
    assert (await ana.modal("Thank you.")).id == first.id


async def test_a_second_form_lies_on_the_first_and_both_can_go(app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def push(ack: Any, **_: Any) -> None:
        await ack(response_action="push", view=modal(section("Sure?"), title="Second", callback_id="second"))

    @app.on("second")
    async def clear(ack: Any, **_: Any) -> None:
        await ack(response_action="clear")

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    first = await ana.modal()
    await ana.submit({"What": "help"})
    assert (await ana.modal("Sure?"))["previous_view_id"] == first.id
    await ana.submit()
    await ana.has_no_modal()


async def test_cancelling_the_second_form_shows_the_first(app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def push(ack: Any, **_: Any) -> None:
        await ack(response_action="push", view=modal(section("Sure?"), title="Second"))

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    await ana.submit({"What": "help"})
    await ana.close()
    assert "What" in (await ana.modal()).labels.values()


async def test_a_broken_view_in_the_answer_is_a_problem(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def update(ack: Any, **_: Any) -> None:
        await ack(response_action="update", view=modal(title="A title that is far too long"))

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    with pytest.raises(ShownError):
        await ana.submit({"What": "help"})
    assert "invalid_arguments" in str(await slack.problems())


async def test_an_answer_that_slack_does_not_know_is_a_problem(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("form")
    async def dance(ack: Any, **_: Any) -> None:
        await ack(response_action="dance")

    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    with pytest.raises(ShownError):
        await ana.submit({"What": "help"})
    assert "invalid_response_action" in str(await slack.problems())


async def test_a_form_that_is_not_acknowledged_stays_open(slack: Slack, app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    await slack.sockets("ignore_acks")
    with pytest.raises(ShownError):
        await ana.submit({"What": "help"})
    await ana.modal("What")


async def test_a_click_in_a_given_form(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(actions(button("More", "more"))))
    await ana.shortcut("Look")
    await ana.click("More", in_=await ana.modal())
    assert app.payloads("block_actions")[0]["container"]["type"] == "view"


@pytest.mark.parametrize("everything", [False, True])
async def test_the_app_hears_of_closing_if_it_asked(app: EchoApp, ana: Person, everything: bool) -> None:
    opens_on_look(app, modal(field("What", text_input()), notify_on_close=True))
    await ana.shortcut("Look")
    await ana.close(everything=everything)
    (body,) = app.payloads("view_closed")
    assert body["is_cleared"] is everything
    await ana.has_no_modal()


async def test_otherwise_closing_is_silent(slack: Slack, app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    await ana.close()
    await slack.quiet()
    assert app.payloads("view_closed") == []


async def test_a_click_in_a_form_can_change_it_and_typed_words_stay(app: EchoApp, ana: Person) -> None:
    def form(*more: dict[str, Any]) -> dict[str, Any]:
        return modal(field("What", text_input()), actions(button("More", "more")), *more)

    @app.on("more")
    async def grow(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=form(section("More")))

    opens_on_look(app, form())
    await ana.shortcut("Look")
    shown = await ana.modal()
    values = {"what": {"typed": {"value": "half a sentence"}}}
    await ana._do("view_state", view_id=shown.id, values=values)
    await ana.click("More")
    grown = await ana.modal("More")
    assert grown["state"]["values"]["what"]["typed"]["value"] == "half a sentence"


async def test_a_view_on_top_can_be_pushed_by_a_click(app: EchoApp, ana: Person) -> None:
    @app.on("more")
    async def push(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=modal(section("Deeper"), title="Deep"))

    opens_on_look(app, modal(actions(button("More", "more"))))
    await ana.shortcut("Look")
    await ana.click("More")
    await ana.modal("Deeper")


async def test_a_chosen_channel_can_have_a_response_url(app: EchoApp, ana: Person) -> None:
    where = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    opens_on_look(app, modal(field("Where", where)))
    await ana.shortcut("Look")
    await ana.submit({"Where": "#general"})
    (url,) = app.payloads("view_submission")[0]["response_urls"]
    assert (url["block_id"], url["action_id"]) == ("where", "where")
