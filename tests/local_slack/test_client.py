"""The client that journeys are written with: it finds things by what they say, and fails with what is there."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import NotSeenError, Person
from tests.local_slack.block_kit import actions, button, field, home, modal, options, section, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import opens_on_look, post_blocks


async def test_a_person_sees_what_they_said(ana: Person) -> None:
    said = await ana.dm("my mouse died")
    assert (await ana.sees("mouse")).ts == said.ts


async def test_emphasis_and_line_breaks_do_not_hide_words(app: EchoApp, ana: Person) -> None:
    await post_blocks(app, ana, section("*Ticket*\n`HD-1` is _open_"))
    await ana.sees("Ticket HD-1 is open")


async def test_marks_are_read_as_names(app: EchoApp, ana: Person) -> None:
    said = await ana.say("#it-help", "@ben see #general")
    await app.client.chat_postMessage(channel=said.channel, text=f"{said['text']} &amp; <https://x.example|this>")
    await ana.sees("@Ben Krause see #general & this", in_="#it-help")


async def test_text_behind_blocks_is_not_seen(app: EchoApp, ana: Person) -> None:
    await post_blocks(app, ana, section("In front"))
    await ana.does_not_see("Blocks")


async def test_what_is_missed_fails_with_what_is_visible(ana: Person) -> None:
    await ana.say("#it-help", "one thing")
    with pytest.raises(NotSeenError) as missed:
        await ana.sees("another", in_="#it-help", within=0.05)
    assert str(missed.value) == "ana does not see 'another' in #it-help. There is:\n  · one thing"


async def test_a_thread_is_looked_at_alone(ana: Person, ben: Person) -> None:
    question = await ana.say("#it-help", "anybody?")
    await ben.say("#it-help", "I do", thread=question)
    await ana.sees("I do", thread=question)
    await ana.does_not_see("I do", in_="#it-help")


async def test_only_newer_messages_count_after_one(ana: Person) -> None:
    first = await ana.dm("again")
    with pytest.raises(NotSeenError):
        await ana.sees("again", after=first, within=0.05)


async def test_seeing_what_should_not_be_there_fails(ana: Person) -> None:
    await ana.dm("oops")
    with pytest.raises(NotSeenError, match="ana sees 'oops'"):
        await ana.does_not_see("oops")


async def test_a_button_is_found_by_the_start_of_its_words(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Open a ticket", "open"), button("Open", "bare")))
    await ana.click("Open", in_=message)
    await ana.click("Open a t", in_=message)
    assert [body["actions"][0]["action_id"] for body in app.payloads("block_actions")] == ["bare", "open"]


async def test_a_button_that_is_not_there_fails_with_what_is(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, section("Well?"), actions(button("Yes", "yes")))
    with pytest.raises(NotSeenError, match=r"nothing called 'No'(.|\n)*\[Yes\]"):
        await ana.click("No", in_=message)


async def test_an_accessory_goes_by_the_words_beside_it(app: EchoApp, ana: Person) -> None:
    menu = {"type": "overflow", "action_id": "menu", "options": options("Mute", "Leave")}
    message = await post_blocks(app, ana, section("This ticket", menu))
    await ana.choose("This ticket", "Mute", in_=message)
    assert app.payloads("block_actions")[0]["actions"][0]["selected_option"]["value"] == "mute"


async def test_a_form_field_that_is_not_there_fails_with_the_form(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    with pytest.raises(NotSeenError, match="What"):
        await ana.submit({"Why": "because"})


async def test_a_refused_form_fails_with_the_reasons(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    with pytest.raises(NotSeenError, match="complete this required field"):
        await ana.submit()


async def test_a_form_that_should_be_refused_and_is_not_fails(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    with pytest.raises(NotSeenError, match="was accepted"):
        await ana.submit_in_vain({"What": "x"})


async def test_without_a_modal_there_is_nothing_to_submit(app: EchoApp, ana: Person) -> None:
    with pytest.raises(NotSeenError, match="no modal"):
        await ana.modal(within=0.05)


async def test_an_open_modal_is_named_when_there_should_be_none(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(section("Still here")))
    await ana.shortcut("Look")
    with pytest.raises(NotSeenError, match="Still here"):
        await ana.has_no_modal()


async def test_rich_text_fields_take_words(app: EchoApp, ana: Person) -> None:
    opens_on_look(app, modal(field("Story", {"type": "rich_text_input", "action_id": "story"})))
    await ana.shortcut("Look")
    await ana.submit({"Story": "long ago"})
    told = app.payloads("view_submission")[0]["view"]["state"]["values"]["story"]["story"]["rich_text_value"]
    assert told["elements"][0]["elements"] == [{"type": "text", "text": "long ago"}]


async def test_the_home_can_be_waited_for_until_it_says_so(app: EchoApp, ana: Person) -> None:
    @app.on("app_home_opened")
    async def publish(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=home(section("Your requests")))

    await ana.open_home()
    await ana.home("Your requests")


async def test_clicking_without_anything_open_fails(ana: Person) -> None:
    with pytest.raises(NotSeenError, match="neither a modal nor the Home"):
        await ana.click("Yes")


async def test_a_message_that_is_gone_is_no_longer_seen(ana: Person) -> None:
    said = await ana.dm("never mind")
    await ana.delete(said)
    with pytest.raises(NotSeenError):
        await ana.now_sees(said)


async def test_problems_name_the_calls_that_the_app_got_wrong(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    with pytest.raises(Exception, match="invalid_blocks"):
        await app.client.chat_postMessage(channel=said.channel, text="x", blocks=[{"type": "header"}])
    (problem,) = await slack.problems()
    assert "chat.postMessage: invalid_blocks" in problem


async def test_an_app_without_fault_has_no_problems(slack: Slack, app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await ana.click("Yes", in_=message)
    await slack.quiet()
    assert await slack.problems() == []
